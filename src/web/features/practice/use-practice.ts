import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PracticeView } from '../../../protocol/practice-contract.ts';
import { type LiveConnection, useLive } from '../../api/use-live.ts';
import { useApp } from '../../app-context.ts';
import { sayError } from '../../ui/say-error.ts';

/** A view, and when it came by this browser's clock: the server's moments are told by another one. */
export interface CameView {
  readonly view: PracticeView;
  readonly at: number;
}

export interface PracticeConnection {
  /** Undefined until the server has said something. */
  readonly came: CameView | undefined;
  readonly isFailing: boolean;
  readonly live: LiveConnection;
  readonly isBusy: boolean;
  /** What could not be done, as a sentence. */
  readonly problem: string | null;
  forgetProblem(): void;
  retry(): void;
  /** Does one thing at the server and shows what it answers. @returns whether it was done. */
  act(work: () => Promise<PracticeView>): Promise<boolean>;
}

/** Without a live line the page asks by itself, in milliseconds. */
const ASK_EVERY = 2_000;

/** The practice as the server tells it: pushed, answered and asked for. */
export function usePractice(campaign: string): PracticeConnection {
  const { client, clock, texts } = useApp();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const key = ['practice', campaign];
  const take = (view: PracticeView) =>
    queries.setQueryData<CameView>(key, (known) => newer(known, { view, at: clock.now() }));
  const live = useLive({ kind: 'practice', campaign }, (event) => {
    if (event.kind === 'practice') take(event.view);
  });
  const asked = useQuery({
    queryKey: key,
    queryFn: async () => {
      const view = await client.call('practice', { params: { campaign } });
      return newer(queries.getQueryData<CameView>(key), { view, at: clock.now() });
    },
    refetchInterval: live.status.kind === 'online' ? false : ASK_EVERY,
    refetchOnMount: 'always',
  });
  return {
    came: asked.data,
    isFailing: asked.data === undefined && asked.failureCount + asked.errorUpdateCount > 1,
    live,
    isBusy,
    problem,
    forgetProblem: () => setProblem(null),
    retry: () => void asked.refetch(),
    async act(work) {
      setBusy(true);
      setProblem(null);
      try {
        take(await work());
        return true;
      } catch (error) {
        setProblem(sayError(error, texts));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Answers and events overtake each other. */
function newer(known: CameView | undefined, came: CameView): CameView {
  return known !== undefined && known.view.now > came.view.now ? known : came;
}
