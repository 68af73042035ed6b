import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { hourShares } from './board-words.ts';

/** Today's calls by hour, the conversations among them filled; the same as a table for who cannot see bars. */
export function HourBars({ hours }: { readonly hours: BoardView['hours'] }) {
  const { say } = useTexts();
  return (
    <section className="block board__hours" aria-labelledby="hours">
      <div className="blockhead">
        <h2 id="hours">{say('board.hours.title')}</h2>
        {hours.length > 0 && <p className="soft">{say('board.hours.hint')}</p>}
      </div>
      {hours.length === 0 ? (
        <EmptyState title={say('board.hours.none')} text={say('board.hours.none-hint')} />
      ) : (
        <>
          <ul className="bars hours" aria-hidden="true">
            {hourShares(hours).map((it) => (
              <li key={it.hour} className="bar">
                <span>{say('board.hours.at', { hour: it.hour, next: it.hour + 1 })}</span>
                <span className="bar__track">
                  <span className="bar__fill fill--open" style={cssVariables({ '--share': it.callsShare })}>
                    <span
                      className="hours__talks fill--solid"
                      style={cssVariables({ '--share': it.conversationsShare })}
                    />
                  </span>
                </span>
                <b className="nobr">{say('board.hours.value', it)}</b>
              </li>
            ))}
          </ul>
          <HourTable hours={hours} />
        </>
      )}
    </section>
  );
}

function HourTable({ hours }: { readonly hours: BoardView['hours'] }) {
  const { say } = useTexts();
  return (
    <table className="vh" aria-labelledby="hours">
      <thead>
        <tr>
          <th scope="col">{say('board.hours.hour')}</th>
          <th scope="col">{say('board.hours.calls')}</th>
          <th scope="col">{say('board.hours.conversations')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map((it) => (
          <tr key={it.hour}>
            <th scope="row">{say('board.hours.at', { hour: it.hour, next: it.hour + 1 })}</th>
            <td>{it.calls}</td>
            <td>{it.conversations}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
