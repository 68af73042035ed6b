import type { ReactNode } from 'react';
import { Link } from '../navigation.tsx';
import { Icon, type IconName } from './icon.tsx';

/** A way to another page that looks like a button, because it is the next step. */
export function LinkButton(props: {
  readonly to: string;
  readonly icon?: IconName;
  readonly isMain?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Link className={props.isMain ? 'btn btn--main' : 'btn'} to={props.to}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </Link>
  );
}
