import { useState } from 'react';
import type { BoardView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { useTexts } from '../../app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { missingWords, momentOf } from './board-words.ts';
import { MissingDialog } from './missing-dialog.tsx';
import { sayWhen } from './say-when.ts';

/** Who is missing, by the main reason, and one look at each group. */
export function MissingList({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const [looksAt, setLooksAt] = useState<string | null>(null);
  const number = new Intl.NumberFormat(texts.locale);
  return (
    <section className="block board__missing" aria-labelledby="missing">
      <div className="blockhead">
        <h2 id="missing">{texts.say('board.missing.title')}</h2>
      </div>
      {view.missing.length === 0 ? (
        <EmptyState title={texts.say('board.missing.none')} text={texts.say('board.missing.none-hint')} />
      ) : (
        <ul className="reasons">
          {view.missing.map(({ reason, people, nextAt }) => {
            const what = missingWords(reason, people, texts);
            return (
              <li key={reason}>
                <b className="num">{number.format(people)}</b>
                <span>
                  {what}
                  <span className="soft">{sayNext(view, nextAt, texts)}</span>
                </span>
                <button
                  type="button"
                  className="btn btn--link"
                  aria-label={texts.say('board.missing.show-for', {
                    what: `${number.format(people)} ${what}`,
                  })}
                  onClick={() => setLooksAt(reason)}
                >
                  {texts.say('board.missing.show')}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {looksAt !== null && <MissingDialog view={view} reason={looksAt} onClose={() => setLooksAt(null)} />}
    </section>
  );
}

function sayNext(view: BoardView, nextAt: number | null, texts: Texts): string {
  if (nextAt === null) return texts.say('board.missing.never');
  if (nextAt <= view.now) return texts.say('board.missing.now');
  return texts.say('board.missing.next', { when: sayWhen(momentOf(view, nextAt), texts) });
}
