import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';

/** Numbers that are out of date, and those of which we are not sure yet. */
export function NumberList({ numbers }: { readonly numbers: BoardView['numbers'] }) {
  const texts = useTexts();
  const number = new Intl.NumberFormat(texts.locale);
  const rows = [
    { key: 'out-of-date', count: numbers.outOfDate },
    { key: 'suspected', count: numbers.suspected },
  ] as const;
  return (
    <section className="block board__numbers" aria-labelledby="numbers">
      <div className="blockhead">
        <h2 id="numbers">{texts.say('board.numbers.title')}</h2>
      </div>
      <ul className="reasons">
        {rows.map(({ key, count }) => (
          <li key={key}>
            <b className="num">{number.format(count)}</b>
            <span>
              {texts.say(`board.numbers.${key}`, { count })}
              <span className="soft">{texts.say(`board.numbers.${key}-hint`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
