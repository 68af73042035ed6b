import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../protocol/contract.ts';
import type { PracticeRound } from '../../../protocol/practice-contract.ts';
import type { CampaignSummary, GuideView } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { longDay } from '../call/when.ts';
import { FindingsPart } from './findings-part.tsx';
import { HardPart } from './hard-part.tsx';
import { usePracticeCampaign } from './practice-campaign.ts';
import { NoCampaign, PracticeFailing, PracticeFrame, Problem } from './practice-frame.tsx';
import { TallyTable } from './tally-table.tsx';

export type RoundAnswer = Answer<'practiceRound'>;

/** How often the page asks what others have written, in milliseconds. */
const ASK_EVERY = 5_000;

/** The team after practice: what the sheets show, what was hard, what the guide should say. */
export function TogetherPage() {
  const me = useMe().data;
  const [campaign] = usePracticeCampaign(me ?? null);
  if (!me)
    return (
      <PracticeFrame>
        <Loading />
      </PracticeFrame>
    );
  return campaign === null ? <NoCampaign /> : <RoundOf campaign={campaign} />;
}

function RoundOf({ campaign }: { readonly campaign: CampaignSummary }) {
  const { client, texts } = useApp();
  const queries = useQueryClient();
  const params = { campaign: campaign.key };
  const key = ['practice-round', campaign.key];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => client.call('practiceRound', { params }),
    refetchInterval: ASK_EVERY,
    refetchOnMount: 'always',
  });
  const guide = useQuery({
    queryKey: ['guide', campaign.key],
    queryFn: () => client.call('guide', { params }),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const change = useMutation({
    mutationFn: (work: () => Promise<RoundAnswer>) => work(),
    onSuccess: (came) => queries.setQueryData(key, came),
  });
  const act = (work: () => Promise<RoundAnswer>) =>
    change.mutateAsync(work).then(
      () => true,
      () => false,
    );
  if (asked.data === undefined && asked.isError)
    return <PracticeFailing campaign={campaign} onRetry={() => void asked.refetch()} />;
  if (asked.data === undefined)
    return (
      <PracticeFrame where={campaign.title}>
        <Loading />
      </PracticeFrame>
    );
  const open = () => void act(() => client.call('openRound', { params }));
  const { round, earlier } = asked.data;
  return (
    <PracticeFrame where={campaign.title}>
      {change.isError && <Problem text={sayError(change.error, texts)} onUnderstood={change.reset} />}
      <main className="practise practise--round" id="main">
        <div className="stack practise__head">
          <h1>{texts.say('practice-web.together.title')}</h1>
          <p>{texts.say('practice-web.together.text')}</p>
        </div>
        {round === null ? (
          <div className="stack">
            <EmptyState
              level={2}
              title={texts.say('practice-web.together.none')}
              text={texts.say('practice-web.together.none.text')}
            />
            <Button kind="main" isBig isBusy={change.isPending} onPress={open}>
              {texts.say('practice-web.together.open')}
            </Button>
          </div>
        ) : (
          <Round {...{ campaign, round, act, open }} guide={guide ?? null} isBusy={change.isPending} />
        )}
        <Earlier campaign={campaign} earlier={earlier.filter((it) => it.id !== round?.id)} />
        <p className="practise__back">
          <LinkButton to="/uebung">{texts.say('practice-web.alone.back')}</LinkButton>
        </p>
      </main>
    </PracticeFrame>
  );
}

function Round(props: {
  readonly campaign: CampaignSummary;
  readonly round: PracticeRound;
  readonly guide: GuideView | null;
  readonly isBusy: boolean;
  readonly act: (work: () => Promise<RoundAnswer>) => Promise<boolean>;
  readonly open: () => void;
}) {
  const { client, texts } = useApp();
  const { campaign, round } = props;
  return (
    <>
      <TallyTable round={round} />
      <HardPart {...props} />
      <FindingsPart {...props} />
      <div className="stack">
        {!round.isOpen && (
          <>
            <h2>{texts.say('practice-web.together.closed')}</h2>
            <p>{texts.say('practice-web.together.closed.text')}</p>
          </>
        )}
        <div className="row">
          {round.isOpen ? (
            <Button
              kind="main"
              isBig
              isBusy={props.isBusy}
              onPress={() =>
                void props.act(() => client.call('closeRound', { params: { campaign: campaign.key } }))
              }
            >
              {texts.say('practice-web.together.close')}
            </Button>
          ) : (
            <Button kind="main" isBig isBusy={props.isBusy} onPress={props.open}>
              {texts.say('practice-web.together.open-new')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

function Earlier(props: { readonly campaign: CampaignSummary; readonly earlier: RoundAnswer['earlier'] }) {
  const texts = useTexts();
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  if (props.earlier.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="h-earlier">
      <h2 id="h-earlier">{texts.say('practice-web.together.earlier')}</h2>
      <ul className="stack">
        {props.earlier.map((it) => (
          <li key={it.id}>
            {texts.say('practice-web.together.earlier.line', {
              day: longDay(it.openedAt, { timezone }, texts),
              version: it.guideVersion,
              findings: it.findings.length,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
