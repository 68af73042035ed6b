import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Move } from '../../../core/practice/alone/alone-case.ts';
import { aloneCases, type CaseId } from '../../../core/practice/alone/alone-cases.ts';
import { type AloneRun, startRun, stepRun } from '../../../core/practice/alone/alone-run.ts';
import type { GuideView, MeView, ReportableDisposition } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { RingingScreen } from '../call/ringing-screen.tsx';
import { TalkingScreen } from '../call/talking-screen.tsx';
import { WrapUpScreen } from '../call/wrap-up-screen.tsx';
import { inventedCard } from './invented-card.ts';
import { freshState, InventedDesk, nothingAfterwards } from './invented-desk.tsx';
import { SaidPanel } from './said-panel.tsx';
import { useAloneVoice, useWantsSound } from './use-alone-voice.ts';
import { useInventedNow } from './use-wall.ts';

/** What is known of a talk when it is over. */
export interface Talked {
  readonly run: AloneRun;
  readonly hasArrivedAnswer: boolean;
}

/** So long it rings, in milliseconds. */
const RINGS_MS = 2_500;
/** The guide's question about having arrived (DOMAIN 8.3). */
const ARRIVED = 'integration';

/** A talk with an invented person on the real screen: what one said is tapped, the answer is heard and read. */
export function AloneTalk(props: {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly guide: GuideView;
  readonly caseId: CaseId;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onLeave: () => void;
  readonly onDone: (talked: Talked) => void;
}) {
  const { clock } = useApp();
  const texts = useTexts();
  const { caseId, headingRef, guide } = props;
  useKeptFocus(headingRef);
  const now = useInventedNow(props.me);
  const [run, setRun] = useState(() => startRun(caseId));
  const [state, setState] = useState(freshState);
  const [phase, setPhase] = useState<'ringing' | 'talking' | 'ended'>('ringing');
  const [wantsSound] = useWantsSound();
  const voice = useAloneVoice(run, phase, wantsSound);
  const moments = useRef({ dialledAt: now, answeredAt: now, endedAt: now });
  const card = useRef(inventedCard(aloneCases[caseId].persona, guide, now));
  const [isHelpAsked, setHelpAsked] = useState(false);
  const answered = () => setPhase((before) => (before === 'ringing' ? 'talking' : before));
  useEffect(
    () => clock.after(RINGS_MS, () => setPhase((it) => (it === 'ringing' ? 'talking' : it))),
    [clock],
  );
  if (phase === 'ringing') moments.current.answeredAt = now;
  if (phase !== 'ended') moments.current.endedAt = now;
  const done = (of: AloneRun) =>
    props.onDone({ run: of, hasArrivedAnswer: (state.draft.answers[ARRIVED]?.length ?? 0) > 0 });
  const saved = (disposition: ReportableDisposition) => {
    if (phase === 'ringing') return setState(freshState);
    const move = tellingMove(disposition);
    done(move === null ? run : stepRun(run, move));
  };
  const { dialledAt, answeredAt, endedAt } = moments.current;
  const call = {
    ...{ id: caseId, card: card.current, dialledAt },
    line: phase,
    answeredAt: phase === 'ringing' ? null : answeredAt,
    endedAt: phase === 'ended' ? endedAt : null,
  };
  return (
    <InventedDesk
      {...{ call, now, guide, state }}
      me={props.me}
      campaign={props.campaign}
      shift={null}
      onState={setState}
      acts={{
        talking: answered,
        hangUp: () => (phase === 'ringing' ? props.onLeave() : setPhase('ended')),
        saved,
        help: () => setHelpAsked(true),
      }}
    >
      {isHelpAsked && (
        <section className="drillnote" aria-label={texts.say('practice-web.drill.note')}>
          <p role="status">{texts.say('practice-web.train.help')}</p>
        </section>
      )}
      {phase === 'ringing' && (
        <>
          <section className="drillnote" aria-label={texts.say('practice-web.drill.note')}>
            <p role="status">{texts.say('practice-web.run.ringing')}</p>
          </section>
          <RingingScreen headingRef={headingRef} />
        </>
      )}
      {phase === 'talking' && (
        <>
          <SaidPanel
            // Another answer is another panel: the keyboard begins there anew.
            key={run.path.length}
            run={run}
            wantsSound={wantsSound}
            voice={voice}
            onSaid={(move: Move) => setRun(stepRun(run, move))}
            onHangUp={() => setPhase('ended')}
          />
          <TalkingScreen headingRef={headingRef} />
        </>
      )}
      {phase === 'ended' && (
        <WrapUpScreen
          headingRef={headingRef}
          isSaved={false}
          isSaving={false}
          canUndo={false}
          {...nothingAfterwards}
        />
      )}
    </InventedDesk>
  );
}

/** An outcome that is tapped in the middle of a talk says what was said there. */
function tellingMove(disposition: ReportableDisposition): Move | null {
  if (disposition === 'objection') return 'enter-objection';
  return disposition === 'voicemail' ? 'say-nothing' : null;
}
