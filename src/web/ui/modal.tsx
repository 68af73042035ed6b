import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

/**
 * Something above the page, with a heading: the browser's own modal dialog. The rest of the page is out of reach, Escape
 * and a click beside it close it, and the keyboard goes back to where it came from.
 */
export function Modal(props: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  const frame = useRef<HTMLDialogElement>(null);
  const isBeside = useRef(false);
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const dialog = frame.current;
    if (dialog === null) return;
    // A field that wants the keyboard has taken it by now; `showModal` would hand it to the first button.
    const wanted = document.activeElement;
    dialog.showModal();
    const first = dialog.contains(wanted) ? wanted : dialog.firstElementChild;
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [opener]);
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it (`onCancel`).
    <dialog
      className="backdrop"
      ref={frame}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      // A browser may close it all the same at the second Escape.
      onClose={() => frame.current?.open === false && props.onClose()}
      onPointerDown={(event) => {
        isBeside.current = event.target === event.currentTarget;
      }}
      // Whoever marks text and lets go beside it has not touched beside it.
      onClick={(event) => event.target === event.currentTarget && isBeside.current && props.onClose()}
    >
      <div className={props.isWide ? 'dialog dialog--wide' : 'dialog'} tabIndex={-1}>
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
      </div>
    </dialog>,
    document.body,
  );
}
