import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { hourShares } from './board-words.ts';

/** Today's calls by hour as columns, the conversations among them filled; the same as a table for who cannot see it. */
export function HourColumns({ hours }: { readonly hours: BoardView['hours'] }) {
  const texts = useTexts();
  const calls = texts.say('board.hours.calls');
  const conversations = texts.say('board.hours.conversations');
  return (
    <section className="block" aria-labelledby="hours">
      <div className="blockhead">
        <h2 id="hours">{texts.say('board.hours.title')}</h2>
      </div>
      {hours.length === 0 ? (
        <EmptyState title={texts.say('board.hours.none')} text={texts.say('board.hours.none-hint')} />
      ) : (
        <>
          <ol className="cols" aria-hidden="true">
            {hourShares(hours).map((it) => (
              <li key={it.hour}>
                <b>{it.calls}</b>
                <i className="cols__calls" style={cssVariables({ '--share': it.callsShare })}>
                  <i className="fill--solid" style={cssVariables({ '--share': it.conversationsShare })} />
                </i>
                <span>{it.hour}</span>
              </li>
            ))}
          </ol>
          <ul className="legend small" aria-hidden="true">
            <li>
              <span className="swatch fill--open" />
              {calls}
            </li>
            <li>
              <span className="swatch fill--solid" />
              {conversations}
            </li>
          </ul>
          <table className="vh" aria-labelledby="hours">
            <thead>
              <tr>
                <th scope="col">{texts.say('board.hours.hour')}</th>
                <th scope="col">{calls}</th>
                <th scope="col">{conversations}</th>
              </tr>
            </thead>
            <tbody>
              {hours.map((it) => (
                <tr key={it.hour}>
                  <th scope="row">{texts.say('board.hours.at', { hour: it.hour, next: it.hour + 1 })}</th>
                  <td>{it.calls}</td>
                  <td>{it.conversations}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
