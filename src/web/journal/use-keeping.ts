import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useApp } from '../app-context.ts';
import type { Keeping, KeepingState } from './keeping.ts';

/** What this account's page owes the server; null until it is known who is there. Sends what it can when the page goes. */
export function useKeeping(accountId: string | null): Keeping | null {
  const { journals } = useApp();
  const keeping = accountId === null ? null : journals.of(accountId);
  useEffect(() => {
    if (keeping === null) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (keeping.isAtRisk()) event.preventDefault();
    };
    const last = () => keeping.sendLast();
    const hide = () => {
      // A phone that is put away may never show the page again.
      if (document.visibilityState === 'hidden') keeping.drafts.flush();
    };
    window.addEventListener('beforeunload', ask);
    window.addEventListener('pagehide', last);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('beforeunload', ask);
      window.removeEventListener('pagehide', last);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [keeping]);
  return keeping;
}

const nothing: KeepingState = {
  ...{ isReady: false, isLasting: true, unconfirmed: 0, isStuck: false, pending: [], clock: null },
};

/** Drawn anew with each change of it, and of each draft. */
export function useKeepingState(keeping: Keeping | null): KeepingState {
  const subscribe = useCallback((then: () => void) => keeping?.subscribe(then) ?? (() => {}), [keeping]);
  return useSyncExternalStore(subscribe, () => keeping?.state() ?? nothing);
}
