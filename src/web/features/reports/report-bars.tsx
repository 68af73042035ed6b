import { cssVariables } from '../../ui/css-variables.ts';

export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly length: number;
  readonly value: string;
  readonly fill: 'solid' | 'hatch' | 'dots' | 'open';
}

/** Bars that begin at zero, each with its words and its number beside it; the longest leaves a fifth of the track. */
export function Bars(props: { readonly rows: readonly BarRow[]; readonly hasLongValues?: boolean }) {
  const longest = Math.max(...props.rows.map((it) => it.length), Number.MIN_VALUE);
  return (
    <ul className={props.hasLongValues ? 'bars bars--wide bars--values' : 'bars bars--wide'}>
      {props.rows.map((it) => (
        <li key={it.key} className="bar">
          <span>{it.label}</span>
          <span className="bar__track">
            <span
              className={`bar__fill fill--${it.fill}`}
              style={cssVariables({ '--share': shareOf(it.length, longest) })}
            />
          </span>
          <b className="nobr">{it.value}</b>
        </li>
      ))}
    </ul>
  );
}

/** Percent of the track, one digit. */
export function shareOf(length: number, longest: number): number {
  return Math.round((length / longest) * 800) / 10;
}
