import { useMutation } from '@tanstack/react-query';
import type { BoardView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { type WireShape, WireState } from '../../ui/wire.tsx';
import { qualityFigures } from './quality-figures.ts';
import { sayLasting } from './say-when.ts';

type Caller = BoardView['callers'][number];

const shapes = {
  ready: 'ready',
  preview: 'ready',
  ringing: 'ringing',
  talking: 'talking',
  'wrap-up': 'cut',
  pause: 'pause',
} as const satisfies Record<Caller['state'], WireShape>;

/** Who does what since when, in alphabetical order: nobody is ranked. Two lines a person on a phone. */
export function TeamTable({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const { callers } = view;
  const isHelpWanted = callers.some((it) => it.asksForHelp);
  return (
    <section className="block board__team" aria-labelledby="team">
      <div className="blockhead">
        <h2 id="team">{texts.say('board.team.title')}</h2>
      </div>
      <p className="vh" role="status">
        {isHelpWanted && texts.say('board.team.somebody')}
      </p>
      {callers.length === 0 ? (
        <EmptyState title={texts.say('board.team.none')} text={texts.say('board.team.none-hint')} />
      ) : (
        <div className="tablebox">
          {/* biome-ignore-start lint/a11y/noRedundantRoles: as blocks on a phone the cells lose their roles */}
          <table className="table table--mid table--cards table--pairs" role="table" aria-labelledby="team">
            <thead role="rowgroup">
              <tr role="row">
                {(['name', 'state', 'since'] as const).map((it) => (
                  <th key={it} role="columnheader" scope="col">
                    {texts.say(`board.team.${it}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {callers.map((it) => (
                <CallerRow key={it.shiftId} caller={it} view={view} />
              ))}
            </tbody>
          </table>
          {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
        </div>
      )}
    </section>
  );
}

function CallerRow({ caller, view }: { readonly caller: Caller; readonly view: BoardView }) {
  const texts = useTexts();
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as blocks on a phone the cells lose their roles
    <tr role="row">
      <th role="rowheader" scope="row">
        {caller.name}
        {caller.isFirstShift && <span className="soft small"> {texts.say('board.team.first')}</span>}
      </th>
      <td role="cell">
        <WireState shape={shapes[caller.state]}>{texts.say(`board.state.${caller.state}`)}</WireState>
        <VoiceOf caller={caller} />
        {caller.asksForHelp && <Wish caller={caller} campaign={view.campaign.key} />}
      </td>
      <td role="cell" data-label={texts.say('board.team.since')} className="num">
        {sayLasting(view.now - caller.since, texts)}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

/** How the caller speaks; the line where it is gone, and how well it goes for whoever asks. */
function VoiceOf({ caller }: { readonly caller: Caller }) {
  const texts = useTexts();
  const { way, line, quality } = caller.voice;
  if (way === null) return <span className="callervoice">{texts.say('board.voice.none')}</span>;
  const isLost = line === 'lost' || (line === 'none' && (way === 'browser' || way === 'phone'));
  const words = isLost ? (
    <WireState shape="cut">{texts.say('board.voice.lost')}</WireState>
  ) : (
    texts.say(line === 'connecting' ? 'board.voice.connecting' : `board.voice.${way}`)
  );
  if (quality === null) return <span className="callervoice">{words}</span>;
  return (
    <details className="more callervoice">
      <summary>
        <Icon name="chevron-right" />
        {words}
      </summary>
      <dl className="callervoice__figures num">
        {qualityFigures(quality, texts).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Wish({ caller, campaign }: { readonly caller: Caller; readonly campaign: string }) {
  const { client } = useApp();
  const texts = useTexts();
  const done = useMutation({
    mutationFn: () => client.call('helpDone', { params: { campaign }, body: { shiftId: caller.shiftId } }),
  });
  return (
    <span className="wish">
      <Icon name="help" />
      {texts.say('board.team.help')}
      <button
        type="button"
        className="btn wish__done"
        aria-label={texts.say('board.team.help-done-for', { name: caller.name })}
        onClick={() => !done.isPending && done.mutate()}
      >
        {texts.say('board.team.help-done')}
      </button>
      {done.isError && <span role="alert">{sayError(done.error, texts)}</span>}
    </span>
  );
}
