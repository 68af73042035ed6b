import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CampaignSummary } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { sayLasting } from './say-when.ts';

/** What each caller did today, only where the organisation wants it: folded, by name, and asked for when it is opened. */
export function FiguresBlock({ campaign }: { readonly campaign: CampaignSummary }) {
  const texts = useTexts();
  const role = useMe().data?.account.role;
  const [isOpen, setOpen] = useState(false);
  // A steward reads the board, and nobody's figures.
  if (!campaign.figuresPerPerson || (role !== 'organiser' && role !== 'owner')) return null;
  return (
    <section className="block" aria-labelledby="figures">
      <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="chevron-right" />
          <h2 id="figures">{texts.say('board.figures.title')}</h2>
        </summary>
        <div className="stack">{isOpen && <Figures campaign={campaign.key} />}</div>
      </details>
    </section>
  );
}

function Figures({ campaign }: { readonly campaign: string }) {
  const { client, texts } = useApp();
  const { data, error } = useQuery({
    queryKey: ['caller-figures', campaign],
    queryFn: () => client.call('callerFigures', { params: { campaign } }),
    // Each look is written down: one is one opening of the block, and nothing of it stays.
    ...{ staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  if (error !== null) return <p role="alert">{sayError(error, texts)}</p>;
  if (data === undefined) return null;
  return (
    <>
      <p className="soft">{texts.say('board.figures.hint')}</p>
      {data.callers.length === 0 ? (
        <p>{texts.say('board.figures.none')}</p>
      ) : (
        <div className="tablebox">
          {/* biome-ignore-start lint/a11y/noRedundantRoles: as blocks on a phone the cells lose their roles */}
          <table className="table table--cards" role="table" aria-labelledby="figures">
            <thead role="rowgroup">
              <tr role="row">
                {(['name', 'calls', 'conversations', 'time'] as const).map((it) => (
                  <th key={it} role="columnheader" scope="col">
                    {texts.say(`board.figures.${it}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {data.callers.map((it) => (
                <tr key={it.accountId} role="row">
                  <th role="rowheader" scope="row">
                    {it.name}
                  </th>
                  <td role="cell" data-label={texts.say('board.figures.calls')} className="num">
                    {it.calls}
                  </td>
                  <td role="cell" data-label={texts.say('board.figures.conversations')} className="num">
                    {it.conversations}
                  </td>
                  <td role="cell" data-label={texts.say('board.figures.time')} className="num nobr">
                    {sayLasting(it.talkSeconds * 1_000, texts)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
        </div>
      )}
    </>
  );
}
