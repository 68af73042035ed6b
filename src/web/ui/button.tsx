import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** One `main` (ink) or `live` (red) button for each screen; all others are outlined, quiet or links. */
export type ButtonKind = 'plain' | 'main' | 'live' | 'quiet' | 'link';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (event: PressEvent) => void;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly isBig?: boolean;
  readonly isWide?: boolean;
  readonly isDisabled?: boolean;
  /** It is being done; the words should say so, too. */
  readonly isBusy?: boolean;
  /** For a button that stays pressed. */
  readonly isPressed?: boolean;
  readonly type?: 'button' | 'submit';
  /** Shown beside the words; the key itself is bound by `useAltKeys`. */
  readonly altKey?: string;
  readonly autoFocus?: boolean;
  readonly describedBy?: string;
  /** Opens and closes what it controls. */
  readonly isExpanded?: boolean;
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', isBusy = false } = props;
  const names = [
    'btn',
    kind !== 'plain' && `btn--${kind}`,
    props.isBig && 'btn--big',
    props.isWide && 'btn--wide',
  ];
  return (
    <AriaButton
      className={names.filter(Boolean).join(' ')}
      type={props.type ?? 'button'}
      isDisabled={props.isDisabled ?? false}
      {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
      // Not react-aria's `isPending`: its announcer stays behind, nameless, when the button goes with what it did.
      {...(props.onPress === undefined || isBusy ? {} : { onPress: props.onPress })}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
    >
      {props.icon && !isBusy && <Icon name={props.icon} />}
      {isBusy && <span className="btn__busy" aria-hidden="true" />}
      {props.children}
      {props.altKey && <KeyHint altKey={props.altKey} />}
      {props.iconAfter && <Icon name={props.iconAfter} />}
    </AriaButton>
  );
}
