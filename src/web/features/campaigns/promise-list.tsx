import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { momentOf } from './board-words.ts';
import { sayClock, sayWhen } from './say-when.ts';

/** The next promises, overdue ones first; each with its time and whom it was given to. */
export function PromiseList({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const { open, next } = view.promises;
  const rows = next.toSorted((a, b) => Number(b.isOverdue) - Number(a.isOverdue) || a.fromAt - b.fromAt);
  const { timezone } = view.campaign;
  return (
    <section className="block board__promises" aria-labelledby="promises">
      <div className="blockhead">
        <h2 id="promises">{texts.say('board.promises.title')}</h2>
        {open > 0 && <p className="soft">{texts.say('board.promises.open', { open })}</p>}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={texts.say('board.promises.none')} text={texts.say('board.promises.none-hint')} />
      ) : (
        <ul className="times">
          {rows.map((it) => (
            <li key={it.contactId}>
              <b className="num">{clockOf(it.fromAt, timezone, texts.locale)}</b>
              <span>
                {it.name}
                <span className="soft">
                  {texts.say('board.promises.for', { name: it.promisedTo })}
                  {!isToday(view, it.fromAt) && `, ${sayWhen(momentOf(view, it.fromAt), texts)}`}
                </span>
              </span>
              {it.isOverdue && (
                <span className="mark">
                  <Icon name="clock" />
                  {texts.say('board.promises.overdue', {
                    time: sayClock({ at: it.untilAt, timezone }, texts),
                  })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function clockOf(at: number, timezone: string, locale: string): string {
  const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(locale, style).format(at);
}

function isToday({ now, campaign }: BoardView, at: number): boolean {
  const day = new Intl.DateTimeFormat('sv', { timeZone: campaign.timezone });
  return day.format(now) === day.format(at);
}
