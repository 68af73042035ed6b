import { useQuery } from '@tanstack/react-query';
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type {
  CallView,
  GuideView,
  OutcomeReportBody,
  ReportableDisposition,
  ShiftView,
} from '../../../protocol/views.ts';
import { wallTime } from '../../api/campaign-clock.ts';
import { useMe } from '../../api/queries.ts';
import { useCampaignNow } from '../../api/use-live.ts';
import { useApp } from '../../app-context.ts';
import { useLineOf } from '../../audio/use-voice.ts';
import { CallGuard } from '../../journal/call-guard.tsx';
import { useKeeping, useKeepingState } from '../../journal/use-keeping.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { OfflineBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { laterPart } from '../../ui/later-part.tsx';
import { Loading } from '../../ui/loading.tsx';
import { UndoToast } from '../../ui/toast.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { BeginShift } from '../arrive/begin-shift.tsx';
import { isLineChecked, keepLineChecked } from '../arrive/checked-line.ts';
import { MeetScreen } from '../arrive/meet-screen.tsx';
import { useSigns } from '../profile/use-signs.ts';
import { type CallDesk, CallDeskContext } from './call-desk.ts';
import { CarePart } from './care-part.tsx';
import { ChooseWayScreen } from './choose-way-screen.tsx';
import { type Draft, hasContent, reportOf } from './draft.ts';
import { LineCheckScreen } from './line-check.tsx';
import { NeverDialog } from './never-dialog.tsx';
import { OwnCalls } from './own-calls.tsx';
import { OwnRingingScreen } from './own-ringing-screen.tsx';
import { PauseScreen } from './pause-screen.tsx';
import { PhonePairing } from './phone-pairing.tsx';
import { placesOf } from './places-of.ts';
import { RingingScreen } from './ringing-screen.tsx';
import { isReported, type Screen, screenOf } from './screen.ts';
import { SettledScreen } from './settled-screen.tsx';
import { useCarriedDraft } from './use-carried-draft.ts';
import { useDrafts } from './use-draft.ts';
import { useEnding } from './use-ending.ts';
import { type ShiftConnection, useShift } from './use-shift.ts';
import { VoicePart } from './voice-part.tsx';
import { WaitingScreen } from './waiting-screen.tsx';
import { clockTime } from './when.ts';
import { fullName } from './wording.ts';

// What comes with a call is fetched as soon as the page stands: not in its way, and there before the first ringing.
const talkingPart = laterPart(async () => (await import('./talking-screen.tsx')).TalkingScreen);
const wrapUpPart = laterPart(async () => (await import('./wrap-up-screen.tsx')).WrapUpScreen);
const correctPart = laterPart(async () => (await import('./correct-screen.tsx')).CorrectScreen);
const TalkingScreen = talkingPart.Part;
const WrapUpScreen = wrapUpPart.Part;
const CorrectScreen = correctPart.Part;

// Once a shift: not part of what is loaded first.
const DebriefScreen = lazy(async () => ({ default: (await import('./debrief-screen.tsx')).DebriefScreen }));

/** The caller's page: everything it shows follows from the shift as the server tells it. */
export function ShiftPage() {
  const { client, texts } = useApp();
  const me = useMe();
  const keeping = useKeeping(me.data?.account.id ?? null);
  const { isReady } = useKeepingState(keeping);
  const shift = useShift(keeping);
  const drafts = useDrafts(keeping);
  const carry = useCarriedDraft(shift.view, drafts.change);
  const [correcting, setCorrecting] = useState<CallView | null>(null);
  const [hardCall, setHardCall] = useState<OutcomeReportBody | null>(null);
  const { view } = shift;
  const campaign = view?.campaign.key;
  const ending = useEnding(shift);
  const isThere = view !== undefined;
  useEffect(() => {
    if (!isThere) return;
    // Without a line each asks again by itself when it is drawn.
    for (const it of [talkingPart, wrapUpPart, correctPart]) it.fetch().catch(() => undefined);
  }, [isThere]);
  useLineOf(view === null ? null : view?.voice.way);
  const guide = useQuery({
    queryKey: ['guide', campaign],
    queryFn: () => client.call('guide', { params: { campaign: campaign ?? '' } }),
    enabled: campaign !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (view === undefined || !isReady || !me.data || (view?.call && guide.data === undefined))
    return (
      <>
        <AppBar />
        {shift.live.status.kind === 'offline' && <Offline shift={shift} />}
        <Loading />
      </>
    );
  const screen = screenOf(view, { savedHere: shift.savedHere, sending: shift.sending?.attemptId ?? null });
  return (
    <div className="caller">
      <AppBar
        {...(view === null ? {} : { where: view.campaign.title, saved: shift.saved })}
        end={view !== null && <HelpButton view={view} shift={shift} />}
      />
      {shift.live.status.kind === 'offline' && <Offline shift={shift} />}
      {!shift.isLasting && view !== null && !('call' in screen) && (
        <p className="problem" role="status">
          <Icon name="info" />
          <span>{texts.say('journal.not-lasting')}</span>
        </p>
      )}
      {shift.problem !== null && (
        <p className="problem" role="status">
          <Icon name="warning" />
          <span>{shift.problem}</span>
          {shift.tryAgain !== null && (
            <Button icon="undo" onPress={shift.tryAgain}>
              {texts.say('journal.again')}
            </Button>
          )}
          <Button kind="quiet" onPress={shift.forgetProblem}>
            {texts.say('caller.problem.understood')}
          </Button>
        </p>
      )}
      {ending.isOn && view ? (
        <Suspense fallback={<Loading />}>
          <DebriefScreen view={view} onEnd={shift.leave} onBack={ending.stop} />
        </Suspense>
      ) : (
        <ScreenOfShift
          key={placeOf(screen)}
          screen={screen}
          shift={shift}
          guide={guide.data ?? null}
          me={me.data}
          drafts={drafts}
          own={{
            correcting,
            onCorrect: setCorrecting,
            hardCall,
            onHardCall: setHardCall,
            carry,
            onLeave: ending.begin,
          }}
        />
      )}
      <CallGuard
        isInCall={'call' in screen && !(screen.kind === 'wrap-up' && screen.isSaved)}
        isOwnPhone={view?.voice.way === 'own'}
        onBack={shift.tell}
      />
      <Announcer screen={screen} />
      <Signs screen={screen.kind} />
    </div>
  );
}

function Signs({ screen }: { readonly screen: Screen['kind'] }) {
  useSigns(screen);
  return null;
}

/** What outlives a screen: a call that is corrected, one that was hard, and a draft that goes to the next call. */
interface OwnCallsState {
  readonly correcting: CallView | null;
  readonly onCorrect: (call: CallView | null) => void;
  readonly hardCall: OutcomeReportBody | null;
  readonly onHardCall: (report: OutcomeReportBody | null) => void;
  readonly carry: ReturnType<typeof useCarriedDraft>;
  readonly onLeave: () => void;
}

type Me = NonNullable<ReturnType<typeof useMe>['data']>;

function ScreenOfShift(props: {
  readonly screen: Screen;
  readonly shift: ShiftConnection;
  readonly guide: GuideView | null;
  readonly me: Me;
  readonly drafts: ReturnType<typeof useDrafts>;
  readonly own: OwnCallsState;
}) {
  const { screen, shift, guide, own } = props;
  const { client } = useApp();
  const { act } = shift;
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useCampaignNow(shift.live.clock, 'view' in screen ? screen.view.now : 0);
  useEffect(() => {
    // The page changed by itself or by a button that is gone: the keyboard goes on at its heading.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  useKeptFocus(heading);
  const [stage, setStage] = useState<Stage>('as-it-comes');
  const take = (view: ShiftView) => void act(() => Promise.resolve(view));
  const ready = useCallback(() => void act(() => client.call('ready')), [act, client]);
  const pause = () => void act(() => client.call('pause'));
  const leave = own.onLeave;
  if (screen.kind === 'not-on-shift')
    return (
      <BeginShift
        me={props.me}
        headingRef={heading}
        isBusy={shift.saved.kind === 'saving'}
        onBegin={(campaign) => void act(() => client.call('openShift', { params: { campaign } }))}
      />
    );
  const here = { timezone: screen.view.campaign.timezone, now };
  const isResting = screen.kind === 'pause' || screen.kind === 'waiting';
  const isFirst = props.me.isNewcomer && isResting && isBeforeCalls(screen.view);
  const before = isResting ? stageOf(screen.view, stage, isFirst) : 'none';
  if (before === 'choose')
    return (
      <ChooseWayScreen
        view={screen.view}
        headingRef={heading}
        onChosen={(came) => {
          take(came);
          setStage('check');
        }}
        onBack={screen.view.voice.way === null ? null : () => setStage('none')}
        isFirst={isFirst}
      />
    );
  if (before === 'check')
    return (
      <LineCheckScreen
        view={screen.view}
        headingRef={heading}
        onView={take}
        isFirst={isFirst}
        onReady={() => {
          keepLineChecked(screen.view.shiftId);
          setStage(isFirst ? 'meet' : 'none');
          if (screen.kind === 'pause' && !isFirst) ready();
        }}
      />
    );
  const correct = (body: OutcomeReportBody) => act(() => client.call('correct', { body }));
  const isSaved = screen.kind === 'wrap-up' && screen.isSaved;
  if (own.correcting !== null && guide !== null && (isResting || isSaved))
    return (
      <CorrectScreen
        key={own.correcting.attemptId}
        {...{ view: screen.view, call: own.correcting, guide, here, headingRef: heading }}
        onSave={correct}
        onClose={() => own.onCorrect(null)}
      />
    );
  const ownCalls = screen.view.today.calls > 0 && (
    <OwnCalls
      timezone={here.timezone}
      onCorrect={(call) => {
        own.onCorrect(call);
        // Nobody is rung for somebody who looks back.
        if (screen.kind === 'waiting') pause();
      }}
    />
  );
  const voicePart = (
    <>
      {screen.kind === 'pause' && own.hardCall !== null && (
        <CarePart report={own.hardCall} onSend={correct} />
      )}
      {ownCalls}
      <VoicePart
        view={screen.view}
        onView={take}
        onChoose={() => setStage('choose')}
        onCheck={() => setStage('check')}
      />
      {screen.view.voice.way === 'own' && <PhonePairing view={screen.view} />}
    </>
  );
  if (before === 'meet')
    return (
      <MeetScreen
        view={screen.view}
        headingRef={heading}
        onReady={() => {
          setStage('none');
          ready();
        }}
      >
        {voicePart}
      </MeetScreen>
    );
  if (screen.kind === 'pause')
    return (
      <>
        <PauseScreen
          {...{ view: screen.view, here, headingRef: heading, onLeave: leave }}
          onReady={() => {
            own.onHardCall(null);
            ready();
          }}
        >
          {voicePart}
        </PauseScreen>
        {screen.view.call && <SavedToast call={screen.view.call} shift={shift} />}
      </>
    );
  if (screen.kind === 'waiting')
    return (
      <>
        <WaitingScreen view={screen.view} here={here} headingRef={heading} onPause={pause} onLeave={leave}>
          {voicePart}
        </WaitingScreen>
        {screen.view.call && <SavedToast call={screen.view.call} shift={shift} />}
      </>
    );
  if (guide === null) return <Loading />;
  return (
    <CallScreen
      screen={screen}
      shift={shift}
      guide={guide}
      here={here}
      onNext={ready}
      onPause={pause}
      headingRef={heading}
      drafts={props.drafts}
      own={own}
      ownCalls={ownCalls}
    />
  );
}

/** What one does before or between calls; `as-it-comes`: whatever is due by itself. */
type Stage = 'as-it-comes' | 'choose' | 'check' | 'meet' | 'none';

/** Without a way nothing goes on; a line is tried before the first call of the day; whoever is new is told what comes. */
function stageOf(view: ShiftView, stage: Stage, isFirst: boolean): Stage {
  const { voice } = view;
  if (voice.way === null || stage === 'choose') return 'choose';
  const hasLine = voice.way === 'browser' || voice.way === 'phone';
  const isUntried = stage === 'as-it-comes' && isBeforeCalls(view) && !isLineChecked(view.shiftId);
  if (hasLine && (stage === 'check' || isUntried)) return 'check';
  return isFirst && stage !== 'none' ? 'meet' : 'none';
}

function isBeforeCalls({ today, state }: ShiftView): boolean {
  return state === 'pause' && today.calls === 0;
}

/** A talk there was, and its line dropped. */
const brokenOff: ReportableDisposition = 'conversation-partial';

type OfCall = Extract<Screen, { call: CallView }>;

function CallScreen(props: {
  readonly screen: OfCall;
  readonly shift: ShiftConnection;
  readonly guide: GuideView;
  readonly here: { readonly timezone: string; readonly now: number };
  readonly drafts: ReturnType<typeof useDrafts>;
  readonly own: OwnCallsState;
  readonly ownCalls: ReactNode;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onNext: () => void;
  readonly onPause: () => void;
}) {
  const { screen, shift, guide, here, headingRef } = props;
  const { client, texts, newKey } = useApp();
  const { view, call } = screen;
  const { draftFor, change } = props.drafts;
  const kept = draftFor(call);
  // Nobody answered the second time: what the first talk brought is still to be saved.
  const isLeftOver = screen.kind === 'settled' && !call.isSkipped && hasContent(kept);
  const draft = isLeftOver ? { ...kept, disposition: kept.disposition ?? brokenOff } : kept;
  const [isAskingNever, setAskingNever] = useState(false);
  const send = (disposition: ReportableDisposition, more: Partial<Draft> = {}) => {
    const whole = { ...draft, ...more, disposition };
    change(call, whole);
    const report = reportOf(whole, { disposition, attemptId: call.attemptId, key: newKey(), guide });
    props.own.onHardCall(report.isHard ? report : null);
    shift.report(report);
  };
  const callAgain = () => {
    props.own.carry(call, draft);
    const body = { attemptId: call.attemptId, key: newKey() };
    void shift.act(() => client.call('callAgain', { body }));
  };
  const desk: CallDesk = {
    view,
    call,
    guide: { ...guide, address: draft.address ?? guide.address },
    draft,
    here,
    places: placesOf(view, call.card, guide, texts),
    change: (part) => change(call, part),
    talking: () => shift.step('talking', call.attemptId),
    hangUp: () => shift.step('hangUp', call.attemptId),
    save: send,
    askNever: () => setAskingNever(true),
    callHelp: (isWanted) => void shift.act(() => client.call('askForHelp', { body: { isWanted } })),
    take: (came) => void shift.act(() => Promise.resolve(came)),
    also: {
      skip: (reason) =>
        void shift.act(() => client.call('skip', { body: { attemptId: call.attemptId, reason } })),
      callAgain,
    },
  };
  const canUndo = call.undoUntil !== null && call.undoUntil > here.now;
  return (
    <CallDeskContext value={desk}>
      {screen.kind === 'ringing' && call.tel === null && <RingingScreen headingRef={headingRef} />}
      {screen.kind === 'ringing' && call.tel !== null && <OwnRingingScreen headingRef={headingRef} />}
      {screen.kind === 'talking' && <TalkingScreen headingRef={headingRef} />}
      {screen.kind === 'settled' && !isLeftOver && (
        <SettledScreen headingRef={headingRef} onNext={props.onNext} onPause={props.onPause} />
      )}
      {(screen.kind === 'wrap-up' || isLeftOver) && (
        <WrapUpScreen
          headingRef={headingRef}
          ownCalls={props.ownCalls}
          isSaved={screen.kind === 'wrap-up' && screen.isSaved}
          isSaving={shift.sending !== null}
          canUndo={canUndo}
          onNext={props.onNext}
          onPause={props.onPause}
          onUndo={() => void shift.undo(call.attemptId)}
          onInstead={(disposition) =>
            void shift.undo(call.attemptId).then((isDone) => {
              if (isDone) send(disposition);
            })
          }
        />
      )}
      {screen.kind === 'wrap-up' && screen.isSaved && <SavedToast call={call} shift={shift} />}
      {isAskingNever && (
        <NeverDialog
          name={fullName(call.card)}
          givenName={call.card.givenName}
          hasTalked={call.line === 'talking' || call.answeredAt !== null}
          onClose={() => setAskingNever(false)}
          onDo={(talkedWithMember) => {
            setAskingNever(false);
            send('objection', { talkedWithMember });
          }}
        />
      )}
    </CallDeskContext>
  );
}

/** What was saved last, as long as it can be taken back. */
function SavedToast({ call, shift }: { readonly call: CallView; readonly shift: ShiftConnection }) {
  const { texts } = useApp();
  const { clock } = shift.live;
  if (!isReported(call) || call.undoUntil === null || call.reported === null || clock === null) return null;
  return (
    <UndoToast untilWall={wallTime(clock, call.undoUntil)} onUndo={() => void shift.undo(call.attemptId)}>
      {texts.say('caller.saved')} <b>{texts.say(`caller.outcome.${call.reported.disposition}`)}</b>
    </UndoToast>
  );
}

function HelpButton({ view, shift }: { readonly view: ShiftView; readonly shift: ShiftConnection }) {
  const { client, texts } = useApp();
  const isWanted = view.asksForHelp;
  return (
    <Button
      kind="quiet"
      icon="help"
      isPressed={isWanted}
      onPress={() => void shift.act(() => client.call('askForHelp', { body: { isWanted: !isWanted } }))}
    >
      <span className="at-wide">{texts.say(isWanted ? 'caller.help.coming' : 'caller.help')}</span>
      <span className="at-narrow">
        {texts.say(isWanted ? 'caller.help.coming.short' : 'caller.help.short')}
      </span>
    </Button>
  );
}

function Offline({ shift }: { readonly shift: ShiftConnection }) {
  const { texts } = useApp();
  if (shift.live.status.kind !== 'offline') return null;
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  return <OfflineBanner at={clockTime(shift.live.status.since, { timezone }, texts)} />;
}

/** For those who do not see the page: at most four words, and none while one talks. The tab's name says it, too. */
function Announcer({ screen }: { readonly screen: Screen }) {
  const { texts } = useApp();
  const words = screen.kind === 'talking' ? '' : texts.say(`caller.announce.${screen.kind}`);
  useEffect(() => {
    document.title = `${words === '' ? texts.say('caller.state.talking') : words} – ${texts.say('web.brand')}`;
  }, [words, texts]);
  return (
    <p className="vh" role="status">
      {words}
    </p>
  );
}

/** One place for the keyboard and one life for what is on the screen: another call is another place. */
function placeOf(screen: Screen): string {
  return 'call' in screen ? `${screen.kind}-${screen.call.attemptId}` : screen.kind;
}
