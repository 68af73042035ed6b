import type { PracticeRound } from '../../../protocol/practice-contract.ts';
import { useTexts } from '../../app-context.ts';
import { cssVariables } from '../../ui/css-variables.ts';

/** How the team did by criterion: a bar of patterns, its figures in words, and the base beneath. */
export function TallyTable({ round }: { readonly round: PracticeRound }) {
  const texts = useTexts();
  const { tallies, sheets, guideVersion: version } = round;
  return (
    <section className="stack" aria-labelledby="h-tally">
      <h2 id="h-tally">{texts.say('practice-web.together.sheets')}</h2>
      <p className="soft">{texts.say('practice-web.together.base', { sheets, version })}</p>
      {tallies === null ? (
        <p>{texts.say('practice-web.together.too-few')}</p>
      ) : (
        <table className="tally">
          <caption className="vh">{texts.say('practice-web.together.sheets')}</caption>
          <thead className="vh">
            <tr>
              <th scope="col">{texts.say('practice-web.together.criterion')}</th>
              <th scope="col">{texts.say('practice-web.together.counts')}</th>
            </tr>
          </thead>
          <tbody>
            {tallies.map(({ criterion, yes, partly, no, none }) => (
              <tr key={criterion}>
                <th scope="row">{texts.say(`practice.criterion.${criterion}`)}</th>
                <td>
                  <span className="whole" aria-hidden="true">
                    {(
                      [
                        ['solid', yes],
                        ['hatch', partly],
                        ['dots', no],
                        ['open', none],
                      ] as const
                    )
                      .filter(([, count]) => count > 0)
                      .map(([fill, count]) => (
                        <span key={fill} className={`fill--${fill}`} style={cssVariables({ '--n': count })} />
                      ))}
                  </span>
                  <span className="num">
                    {texts.say('practice-web.together.row', { yes, partly, no, none })}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
