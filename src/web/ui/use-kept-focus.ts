import { type RefObject, useEffect, useRef } from 'react';

/** Where what had the keyboard's focus goes away or is locked, the keyboard goes on at `heading`. */
export function useKeptFocus(heading: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    document.addEventListener('focusin', keep);
    return () => document.removeEventListener('focusin', keep);
  }, []);
  // After each drawing: whoever clicked beside everything keeps the place on the page.
  useEffect(() => {
    const had = last.current;
    const isGone = had !== null && (!had.isConnected || had.matches(':disabled'));
    if (isGone && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  });
}
