import { type RefObject, useEffect, useRef } from 'react';

/**
 * Where what had the keyboard's focus goes away or is locked, the keyboard goes on at `heading`; and what has it never lies
 * under the bar at the bottom (WCAG 2.4.11).
 */
export function useKeptFocus(heading: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
      // A browser scrolls to what is out of the window, not to what a bar covers. Of a click the place stays as it is.
      if (target instanceof Element && target.matches(':focus-visible')) uncover(target);
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

function uncover(target: Element): void {
  const bar = document.querySelector('.jump');
  if (bar === null || bar.contains(target) || !bar.checkVisibility()) return;
  const hidden = target.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: hidden + 8 });
}
