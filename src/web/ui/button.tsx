import type { KeyboardEvent, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** One `main` (ink) or `live` (red) button for each screen; all others are outlined, quiet or links. */
export type ButtonKind = 'plain' | 'main' | 'live' | 'quiet' | 'link';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
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
    <button
      className={names.filter(Boolean).join(' ')}
      type={props.type ?? 'button'}
      disabled={props.isDisabled ?? false}
      onClick={() => !isBusy && props.onPress?.()}
      onKeyDown={pressOnce}
      {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
    >
      {props.icon && !isBusy && <Icon name={props.icon} />}
      {isBusy && <span className="btn__busy" aria-hidden="true" />}
      {props.children}
      {props.altKey && <KeyHint altKey={props.altKey} />}
      {props.iconAfter && <Icon name={props.iconAfter} />}
    </button>
  );
}

/** Enter that is held down would press again and again: the second time whatever stands there by then. */
export function pressOnce(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
