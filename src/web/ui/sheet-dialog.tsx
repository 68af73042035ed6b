import type { ReactNode } from 'react';
import { Modal } from './modal.tsx';

/** Something to look at or to fill in above the page, with its own buttons; Escape and a click beside it close it. */
export function SheetDialog(props: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      title={props.title}
      onClose={props.onClose}
      {...(props.isWide === undefined ? {} : { isWide: props.isWide })}
    >
      <div className="dialog__text">{props.children}</div>
    </Modal>
  );
}
