import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import type { OutcomeReportBody, ShiftView } from '../../../protocol/views.ts';
import { campaignTime } from '../../api/campaign-clock.ts';
import { type LiveConnection, useLive } from '../../api/use-live.ts';
import { useApp } from '../../app-context.ts';
import type { Pending, Step } from '../../journal/entry.ts';
import type { Keeping, KeepingState } from '../../journal/keeping.ts';
import { createPatientAct } from '../../journal/patient-act.ts';
import { watchSilence } from '../../journal/silence.ts';
import { noAnswer } from '../../journal/time-limit.ts';
import { useKeepingState } from '../../journal/use-keeping.ts';
import { wentOn } from '../../journal/went-on.ts';
import type { Saved } from '../../ui/app-bar.tsx';
import { newerView, withHeard } from './newer-view.ts';
import { useTakenAway } from './use-taken-away.ts';

export interface ShiftConnection {
  /** Undefined until the server has said something; null: not on shift. */
  readonly view: ShiftView | null | undefined;
  readonly live: LiveConnection;
  readonly saved: Saved;
  /** False: what is not confirmed goes with the page. */
  readonly isLasting: boolean;
  /** The attempt whose outcome this page has sent and the server has taken. */
  readonly savedHere: string | null;
  /** Said of the call that is shown, and not answered yet. */
  readonly sending: OutcomeReportBody | null;
  /** What could not be done, as a sentence; null when all is well. */
  readonly problem: string | null;
  /** Does once more what had no answer; null where that would not help. */
  readonly tryAgain: (() => void) | null;
  tell(problem: string): void;
  forgetProblem(): void;
  /** Does one thing at the server and shows the view it answers with; the answer is false when it was refused. */
  act(work: () => Promise<ShiftView | null>): Promise<boolean>;
  /** "Wir sprechen" and "Auflegen"; on an own phone they are true at once, with or without a line. */
  step(step: Step, attemptId: string): void;
  report(report: OutcomeReportBody): void;
  undo(attemptId: string): Promise<boolean>;
  /** Leaves the shift, after what was said is with the server. */
  leave(): Promise<boolean>;
}

const TOPIC = { kind: 'shift' } as const;

interface Problem {
  readonly words: string;
  readonly again: (() => void) | null;
}

/** The shift as the server tells it, pushed, answered and asked for, and what the caller does with it. */
export function useShift(keeping: Keeping | null): ShiftConnection {
  const { client, clock, texts } = useApp();
  const [told, setTold] = useState<ShiftView | null | undefined>(undefined);
  const [savedHere, setSavedHere] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [hungUp, setHungUp] = useState<readonly Pending[]>([]);
  const kept = useKeepingState(keeping);
  const silence = useRef<ReturnType<typeof watchSilence> | null>(null);
  const take = useCallback((came: ShiftView | null) => {
    silence.current?.heard();
    setTold((known) => newerView(known, came));
  }, []);

  const line = useLive(TOPIC, (event) => {
    if (event.kind === 'shift') take(event.view);
    if (event.kind === 'heard') setTold((known) => withHeard(known, event.attemptId, event.heard));
  });
  const isOnline = line.status.kind === 'online';
  const live = useMemo(() => ({ ...line, clock: line.clock ?? kept.clock }), [line, kept.clock]);
  useSilence(silence, isOnline, take);

  const tellProblem = useCallback(
    (error: unknown, again: (() => void) | null) => {
      // A sentence of the server where there is one; the line is told by the banner as well.
      const isRefused = error instanceof ServerError && error.message !== '';
      const words = isRefused ? error.message : texts.say('caller.problem.not-done');
      setProblem({ words, again: isRefused ? null : again });
    },
    [texts],
  );
  const tell = useRef(tellProblem);
  useEffect(() => {
    tell.current = tellProblem;
  });

  useEffect(
    () =>
      keeping?.listen({
        taken(pending, view) {
          if (pending.kind === 'report') setSavedHere(pending.report.attemptId);
          // The server hangs up after it has answered: until it says so, the call is over here all the same.
          else if (pending.step === 'hangUp') setHungUp([pending]);
          take(view);
        },
        refused(pending, error) {
          // A step that came too late is no news: the view says how it is.
          if (pending?.kind !== 'step') tell.current(error, null);
        },
      }),
    [keeping, take],
  );
  const shiftId = told?.shiftId;
  useEffect(() => {
    if (!isOnline && shiftId === undefined) return;
    keeping?.outbox.flush();
    keeping?.drafts.flush();
  }, [isOnline, shiftId, keeping]);

  const sayTaken = useCallback(() => setProblem({ words: texts.say('preview.taken'), again: null }), [texts]);
  const ownStep = useTakenAway(told, sayTaken);
  const act = useMemo(() => {
    const patient = createPatientAct<ShiftView | null>({
      ...{ clock, take },
      listener: {
        slow: (again) => setProblem({ words: texts.say('journal.slow'), again }),
        failed: (error, again) => tell.current(error, again),
        busy: setBusy,
        done: () => setProblem(null),
      },
    });
    return (work: () => Promise<ShiftView | null>) => {
      setProblem(null);
      ownStep();
      return patient(work);
    };
  }, [clock, take, texts, ownStep]);

  const view = useMemo(
    () => told && wentOn(told, [...hungUp, ...kept.pending]),
    [told, hungUp, kept.pending],
  );
  useEffect(() => {
    if (view !== undefined && kept.isReady) keeping?.keepPage(view, live.clock);
  }, [view, live.clock, keeping, kept]);

  return useMemo(
    () => ({
      view,
      live,
      saved: savedSign(kept, { isBusy, isOnline }),
      isLasting: kept.isLasting,
      savedHere,
      sending: sendingOf(view, kept),
      problem: problem?.words ?? null,
      tryAgain: againOf(problem, setProblem),
      tell: (words) => setProblem({ words, again: null }),
      forgetProblem: () => setProblem(null),
      act,
      step(step, attemptId) {
        setProblem(null);
        if (view?.voice.way !== 'own') return void act(() => client.call(step, { body: { attemptId } }));
        const at = live.clock === null ? view.now : campaignTime(live.clock, clock.now());
        keeping?.outbox.put({ kind: 'step', attemptId, step, at });
      },
      report(report) {
        setProblem(null);
        ownStep();
        keeping?.outbox.put({ kind: 'report', report });
      },
      async undo(attemptId) {
        const isDone = await act(() => client.call('undo', { body: { attemptId } }));
        if (isDone) setSavedHere(null);
        return isDone;
      },
      leave: () =>
        act(async () => {
          await keeping?.outbox.settled();
          if ((keeping?.state().pending.length ?? 0) > 0) throw noAnswer();
          await client.call('leave');
          return null;
        }),
    }),
    [view, live, kept, isBusy, isOnline, savedHere, problem, act, ownStep, client, clock, keeping],
  );
}

function againOf(problem: Problem | null, set: (problem: null) => void): (() => void) | null {
  const again = problem?.again ?? null;
  return (
    again &&
    (() => {
      set(null);
      again();
    })
  );
}

/** Asks for the shift when nothing was heard of it for long, by whatever way the line to the server still goes. */
function useSilence(
  silence: { current: ReturnType<typeof watchSilence> | null },
  isOnline: boolean,
  take: (view: ShiftView | null) => void,
): void {
  const { client, clock } = useApp();
  const isUp = useRef(isOnline);
  useEffect(() => {
    isUp.current = isOnline;
  });
  useEffect(() => {
    const watch = watchSilence({
      clock,
      isUp: () => isUp.current,
      ask: () =>
        client.call('shift').then(
          ({ shift }) => take(shift),
          // The line is down, or nobody is signed in any more: the live line tells which.
          () => {},
        ),
    });
    silence.current = watch;
    return () => watch.close();
  }, [client, clock, take, silence]);
}

/** What was said of the call on the screen; before that call comes back after a crash, whatever was said last. */
function sendingOf(view: ShiftView | null | undefined, { pending }: KeepingState): OutcomeReportBody | null {
  const call = view?.call;
  const said = pending.find((it) => it.kind === 'report' && it.report.attemptId === call?.attemptId);
  return said?.kind === 'report' ? said.report : null;
}

/** Without a line whatever is not confirmed waits; with one it is on its way. */
function savedSign(
  { unconfirmed, isStuck, pending }: KeepingState,
  { isBusy, isOnline }: { isBusy: boolean; isOnline: boolean },
): Saved {
  if (unconfirmed > 0 && (isStuck || !isOnline)) return { kind: 'waiting', count: unconfirmed };
  return unconfirmed > 0 || pending.length > 0 || isBusy ? { kind: 'saving' } : { kind: 'all' };
}
