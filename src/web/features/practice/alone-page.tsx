import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type CaseId, caseIds } from '../../../core/practice/alone/alone-cases.ts';
import { proposedScores } from '../../../core/practice/alone/alone-run.ts';
import type { GuideView, MeView } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Loading } from '../../ui/loading.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { AlonePicker } from './alone-picker.tsx';
import { AloneSheet } from './alone-sheet.tsx';
import { AloneTalk, type Talked } from './alone-talk.tsx';
import { PauseFirst } from './pause-first.tsx';
import { usePracticeCampaign } from './practice-campaign.ts';
import { NoCampaign, PracticeFailing, PracticeFrame, Problem } from './practice-frame.tsx';
import { usePractice } from './use-practice.ts';

/** Practice alone: whom one calls, the talk on the real screen, and the sheet. */
export function AlonePage() {
  const me = useMe().data;
  const [campaign] = usePracticeCampaign(me ?? null);
  if (!me)
    return (
      <PracticeFrame>
        <Loading />
      </PracticeFrame>
    );
  return campaign === null ? <NoCampaign /> : <AloneOf me={me} campaign={campaign} />;
}

type Stage =
  | { readonly kind: 'choose' }
  | { readonly kind: 'talk'; readonly caseId: CaseId; readonly id: string }
  | { readonly kind: 'sheet'; readonly talked: Talked; readonly id: string };

function AloneOf(props: { readonly me: MeView; readonly campaign: MeView['campaigns'][number] }) {
  const { me, campaign } = props;
  const { client, newKey } = useApp();
  const practice = usePractice(campaign.key);
  const guide = useQuery({
    queryKey: ['guide', campaign.key],
    queryFn: () => client.call('guide', { params: { campaign: campaign.key } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [stage, setStage] = useState<Stage>({ kind: 'choose' });
  const begin = (caseId: CaseId) => setStage({ kind: 'talk', caseId, id: newKey() });
  const isFailing = guide.data === undefined && guide.isError;
  if (isFailing || practice.isFailing)
    return <PracticeFailing campaign={campaign} onRetry={() => [void guide.refetch(), practice.retry()]} />;
  return (
    <PracticeFrame where={campaign.title}>
      {practice.problem !== null && <Problem text={practice.problem} onUnderstood={practice.forgetProblem} />}
      {guide.data === undefined || practice.came === undefined ? (
        <Loading />
      ) : (
        <StageOf
          key={stage.kind === 'choose' ? 'choose' : `${stage.kind}-${stage.id}`}
          {...{ me, campaign, stage, practice }}
          guide={guide.data}
          onBegin={begin}
          onChoose={() => setStage({ kind: 'choose' })}
          onTalked={(talked) => setStage({ kind: 'sheet', talked, id: newKey() })}
        />
      )}
    </PracticeFrame>
  );
}

function StageOf(props: {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly guide: GuideView;
  readonly stage: Stage;
  readonly practice: ReturnType<typeof usePractice>;
  readonly onBegin: (caseId: CaseId) => void;
  readonly onChoose: () => void;
  readonly onTalked: (talked: Talked) => void;
}) {
  const { stage, practice } = props;
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  useKeptFocus(heading);
  if (stage.kind === 'choose' && practice.came?.view.mayPractise === false)
    return (
      <main className="practise" id="main">
        <h1 ref={heading} tabIndex={-1}>
          {texts.say('practice-web.alone.title')}
        </h1>
        <div className="stack">
          <PauseFirst campaign={props.campaign} practice={practice} onShift={() => {}} />
        </div>
      </main>
    );
  if (stage.kind === 'choose')
    return <AlonePicker cases={caseIds} headingRef={heading} onBegin={props.onBegin} />;
  if (stage.kind === 'talk')
    return (
      <AloneTalk
        {...props}
        caseId={stage.caseId}
        headingRef={heading}
        onLeave={props.onChoose}
        onDone={props.onTalked}
      />
    );
  const { run, hasArrivedAnswer } = stage.talked;
  return (
    <AloneSheet
      {...props}
      run={run}
      id={stage.id}
      proposed={proposedScores(run, { hasArrivedAnswer })}
      practice={practice}
      headingRef={heading}
      onAgain={() => props.onBegin(run.caseId)}
      onAnother={props.onChoose}
    />
  );
}
