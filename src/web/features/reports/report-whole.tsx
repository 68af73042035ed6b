import { sayNumber } from '../../../core/report/report-words.ts';
import { useTexts } from '../../app-context.ts';
import { cssVariables } from '../../ui/css-variables.ts';

export interface WholePart {
  readonly key: string;
  readonly fill: 'solid' | 'hatch' | 'dots' | 'open';
  readonly count: number;
  readonly label: string;
}

/** Parts of one whole as one bar, each with its pattern, its number and its word. */
export function Whole(props: { readonly parts: readonly WholePart[]; readonly inWords: string }) {
  const { locale } = useTexts();
  return (
    <>
      <div className="whole" role="img" aria-label={props.inWords}>
        {props.parts
          .filter((it) => it.count > 0)
          .map((it) => (
            <span key={it.key} className={`fill--${it.fill}`} style={cssVariables({ '--n': it.count })} />
          ))}
      </div>
      <ul className="legend">
        {props.parts.map((it) => (
          <li key={it.key}>
            <span className={`swatch fill--${it.fill}`} />
            <b className="num">{sayNumber(it.count, locale)}</b> {it.label}
          </li>
        ))}
      </ul>
    </>
  );
}
