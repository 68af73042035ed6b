import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** Something to look at or to fill in above the page, with its own buttons; Escape and a click beside it close it. */
export function SheetDialog(props: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay
      className="backdrop"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
    >
      <Modal className="modal">
        <Dialog className={props.isWide ? 'dialog dialog--wide' : 'dialog'}>
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          <div className="dialog__text">{props.children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
