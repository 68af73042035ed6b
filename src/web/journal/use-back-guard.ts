import { useEffect, useRef } from 'react';

const MARK = 'drahtCall';

/**
 * The browser's back arrow, and the phone's, do not leave a call (ASKS 21): one more entry of the history stands before
 * it, and whoever goes back to the entry behind it is brought forward again.
 *
 * @param onBack Somebody tried to go back.
 */
export function useBackGuard(isInCall: boolean, onBack: () => void): void {
  const told = useRef(onBack);
  useEffect(() => {
    told.current = onBack;
  });
  useEffect(() => {
    if (!isInCall) return;
    const guard = () => {
      if (!isGuarded()) history.pushState({ ...history.state, [MARK]: true }, '');
    };
    const back = () => {
      if (isGuarded()) return;
      guard();
      told.current();
    };
    guard();
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [isInCall]);
}

function isGuarded(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && MARK in state;
}
