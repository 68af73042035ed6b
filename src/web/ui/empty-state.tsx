import type { ReactNode } from 'react';
import { Glyph } from './wire.tsx';

/** Two open ends, one sentence why, and when it changes. */
export function EmptyState(props: {
  readonly title: string;
  readonly text: string;
  readonly level?: 1 | 2 | 3;
  readonly children?: ReactNode;
}) {
  const Heading = `h${props.level ?? 3}` as const;
  return (
    <div className="empty">
      <Glyph shape="open" />
      <Heading>{props.title}</Heading>
      <p className="soft">{props.text}</p>
      {props.children}
    </div>
  );
}
