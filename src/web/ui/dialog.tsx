import type { ReactNode } from 'react';
import { useTexts } from '../app-context.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

/** A question in between: what will happen, one button that does it, one that does not. Escape does not. */
export function Dialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** The label says what it does. */
  readonly action: { readonly label: string; readonly onPress: () => void; readonly isDisabled?: boolean };
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <div className="dialog__text">{props.children}</div>
      <div className="dialog__acts">
        <Button kind="main" onPress={props.action.onPress} isDisabled={props.action.isDisabled ?? false}>
          {props.action.label}
        </Button>
        <Button onPress={props.onClose}>{texts.say('web.cancel')}</Button>
      </div>
    </Modal>
  );
}
