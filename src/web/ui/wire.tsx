import type { ReactNode } from 'react';

/** The wire tells its state by its shape: left end is us, right end is the member. */
export type WireShape = 'ready' | 'ringing' | 'talking' | 'cut' | 'pause' | 'open';

export function Glyph({ shape }: { readonly shape: WireShape }) {
  const hasLeft = shape !== 'pause' && shape !== 'open';
  return (
    <svg className="glyph" viewBox="0 0 40 14" aria-hidden="true">
      {shape === 'talking' && <path d="M7 7h26" />}
      {shape === 'ringing' && <path d="M13.5 7h13" strokeDasharray="3 2" />}
      {shape === 'cut' && <path d="M7 7h11" />}
      {shape === 'pause' ? (
        <path d="M17 1v12M23 1v12" />
      ) : (
        <>
          <circle className={hasLeft ? 'on' : ''} cx="7" cy="7" r="5" />
          <circle className={shape === 'talking' ? 'on' : ''} cx="33" cy="7" r="5" />
        </>
      )}
    </svg>
  );
}

/** A sign and its word. */
export function WireState(props: {
  readonly shape: WireShape;
  readonly isPill?: boolean;
  readonly isLive?: boolean;
  readonly children: ReactNode;
}) {
  const kinds = [props.isPill && 'state--pill', props.isLive && 'state--live'].filter(Boolean);
  return (
    <span className={['state', ...kinds].join(' ')}>
      <Glyph shape={props.shape} />
      {props.children}
    </span>
  );
}
