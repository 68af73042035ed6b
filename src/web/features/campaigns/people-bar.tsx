import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { peopleParts } from './board-words.ts';
import { sayNow } from './say-when.ts';

/** All selected people as one bar, and what its parts are. */
export function PeopleBar({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const { all } = view.people;
  if (all === 0)
    return (
      <EmptyState
        level={2}
        title={texts.say('board.people.none')}
        text={texts.say('board.people.none-hint')}
      />
    );
  const number = new Intl.NumberFormat(texts.locale);
  const parts = peopleParts(view).map((it) => ({ ...it, label: texts.say(`board.people.${it.part}`) }));
  const inWords = parts.map((it) => `${number.format(it.count)} ${it.label}`).join(', ');
  return (
    <section className="block" aria-labelledby="people">
      <div className="blockhead">
        <h2 id="people">{texts.say('board.people.title', { all })}</h2>
        <p className="soft">
          {texts.say('board.people.fresh', { now: sayNow(view.now, view.campaign.timezone, texts) })}
        </p>
      </div>
      <div className="whole" role="img" aria-label={inWords}>
        {parts
          .filter((it) => it.count > 0)
          .map((it) => (
            <span key={it.part} className={`fill--${it.fill}`} style={cssVariables({ '--n': it.count })} />
          ))}
      </div>
      <ul className="legend">
        {parts.map((it) => (
          <li key={it.part}>
            <span className={`swatch fill--${it.fill}`} />
            <b className="num">{number.format(it.count)}</b> {it.label}
          </li>
        ))}
      </ul>
    </section>
  );
}
