import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import type { OutcomeReportBody, ShiftView } from '../../../protocol/views.ts';
import { type LiveConnection, useLive } from '../../api/use-live.ts';
import { useApp } from '../../app-context.ts';
import type { Saved } from '../../ui/app-bar.tsx';
import { newerView, withHeard } from './newer-view.ts';
import { createOutbox, type Outbox } from './outbox.ts';

export interface ShiftConnection {
  /** Undefined until the server has said something; null: not on shift. */
  readonly view: ShiftView | null | undefined;
  readonly live: LiveConnection;
  readonly saved: Saved;
  /** The attempt whose outcome this page has sent and the server has taken. */
  readonly savedHere: string | null;
  /** Sent, and not answered yet. */
  readonly sending: OutcomeReportBody | null;
  /** What could not be done, as a sentence; null when all is well. */
  readonly problem: string | null;
  forgetProblem(): void;
  /** Does one thing at the server and shows the view it answers with; the answer is false when it was refused. */
  act(work: () => Promise<ShiftView | null>): Promise<boolean>;
  report(report: OutcomeReportBody): void;
  undo(attemptId: string): Promise<boolean>;
}

const TOPIC = { kind: 'shift' } as const;

/** The shift as the server tells it, pushed and answered, and what the caller does with it. */
export function useShift(): ShiftConnection {
  const { client, clock, texts } = useApp();
  const [view, setView] = useState<ShiftView | null | undefined>(undefined);
  const [waiting, setWaiting] = useState({ waiting: 0, isStuck: false });
  const [savedHere, setSavedHere] = useState<string | null>(null);
  const [sending, setSending] = useState<OutcomeReportBody | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const take = useCallback((came: ShiftView | null) => setView((known) => newerView(known, came)), []);

  const live = useLive(TOPIC, (event) => {
    if (event.kind === 'shift') take(event.view);
    if (event.kind === 'heard') setView((known) => withHeard(known, event.attemptId, event.heard));
  });

  const tellProblem = useCallback(
    (error: unknown) => {
      // A sentence of the server where there is one; the line is told by the banner as well.
      const words = error instanceof ServerError ? error.message : '';
      setProblem(words === '' ? texts.say('caller.problem.not-done') : words);
    },
    [texts],
  );
  const told = useRef(tellProblem);
  useEffect(() => {
    told.current = tellProblem;
  });

  const outbox = useRef<Outbox | null>(null);
  useEffect(() => {
    const box = createOutbox({
      send: (report) => client.call('report', { body: report }),
      clock,
      listener: {
        changed: setWaiting,
        taken(report, answer) {
          setSavedHere(report.attemptId);
          setSending(null);
          take(answer);
        },
        refused(_, error) {
          setSending(null);
          told.current(error);
        },
      },
    });
    outbox.current = box;
    return () => box.close();
  }, [client, clock, take]);
  const isOnline = live.status.kind === 'online';
  useEffect(() => {
    if (isOnline) outbox.current?.flush();
  }, [isOnline]);

  const act = useCallback(
    async (work: () => Promise<ShiftView | null>) => {
      setBusy(true);
      setProblem(null);
      try {
        take(await work());
        return true;
      } catch (error) {
        tellProblem(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [take, tellProblem],
  );

  return useMemo(
    () => ({
      view,
      live,
      saved: savedSign(waiting, isBusy),
      savedHere,
      sending,
      problem,
      forgetProblem: () => setProblem(null),
      act,
      report(report) {
        setProblem(null);
        setSending(report);
        outbox.current?.put(report);
      },
      async undo(attemptId) {
        const isDone = await act(() => client.call('undo', { body: { attemptId } }));
        if (isDone) setSavedHere(null);
        return isDone;
      },
    }),
    [view, live, waiting, isBusy, savedHere, sending, problem, act, client],
  );
}

function savedSign({ waiting, isStuck }: { waiting: number; isStuck: boolean }, isBusy: boolean): Saved {
  if (waiting > 0 && isStuck) return { kind: 'waiting', count: waiting };
  return waiting > 0 || isBusy ? { kind: 'saving' } : { kind: 'all' };
}
