import { type RefObject, useEffect, useRef } from 'react';

/** Closes what opened in the page: at Escape, and at a touch beside it. The keyboard goes back to the button. */
export function useClosing(here: RefObject<HTMLElement | null>, isOpen: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (here.current?.contains(document.activeElement)) here.current.querySelector('button')?.focus();
      close.current();
    };
    const beside = ({ target }: Event) => {
      if (target instanceof Node && here.current?.contains(target) === false) close.current();
    };
    document.addEventListener('keydown', leave);
    document.addEventListener('pointerdown', beside);
    return () => {
      document.removeEventListener('keydown', leave);
      document.removeEventListener('pointerdown', beside);
    };
  }, [here, isOpen]);
}
