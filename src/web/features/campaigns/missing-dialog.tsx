import { useQuery } from '@tanstack/react-query';
import type { BoardView, MissingPerson } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { missingWords, momentOf } from './board-words.ts';
import { sayWhen } from './say-when.ts';

/** The people of one reason: who, where from, how often tried, when next. */
export function MissingDialog(props: {
  readonly view: BoardView;
  readonly reason: string;
  readonly onClose: () => void;
}) {
  const { view, reason, onClose } = props;
  const { client } = useApp();
  const texts = useTexts();
  const campaign = view.campaign.key;
  const missing = useQuery({
    queryKey: ['missing', campaign, reason],
    queryFn: () => client.call('missing', { params: { campaign }, query: { reason } }),
    gcTime: 0,
  });
  const all = missing.data?.all ?? view.missing.find((it) => it.reason === reason)?.people ?? 0;
  const number = new Intl.NumberFormat(texts.locale).format(all);
  return (
    <SheetDialog title={`${number} ${missingWords(reason, all, texts)}`} isWide onClose={onClose}>
      <p className="soft">{texts.sayAny(`queue.reason.${reason}`)}</p>
      {missing.isError && <p role="alert">{sayError(missing.error, texts)}</p>}
      {missing.isPending && <Waiting />}
      {missing.data?.people.length === 0 && <p>{texts.say('board.missing.empty')}</p>}
      {missing.data !== undefined && missing.data.people.length > 0 && (
        <>
          <MissingTable view={view} people={missing.data.people} />
          {missing.data.people.length < missing.data.all && (
            <p className="soft small">
              {texts.say('board.missing.shown', { shown: missing.data.people.length, all: missing.data.all })}
            </p>
          )}
        </>
      )}
      <div className="dialog__acts">
        <Button onPress={onClose}>{texts.say('board.close')}</Button>
      </div>
    </SheetDialog>
  );
}

function Waiting() {
  return (
    <div className="stack" aria-busy="true">
      <Skeleton width={70} />
      <Skeleton width={90} />
      <Skeleton width={55} />
    </div>
  );
}

function MissingTable({ view, people }: { readonly view: BoardView; readonly people: MissingPerson[] }) {
  const texts = useTexts();
  const label = {
    person: texts.say('board.missing.person'),
    branch: texts.say('board.missing.branch'),
    tries: texts.say('board.missing.tries'),
    when: texts.say('board.missing.when'),
  };
  return (
    <div className="tablebox">
      {/* biome-ignore-start lint/a11y/noRedundantRoles: as blocks on a phone the cells lose their roles */}
      <table className="table table--cards" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {Object.values(label).map((it) => (
              <th key={it} role="columnheader" scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {people.map((it) => (
            <tr key={it.contactId} role="row">
              <th role="rowheader" scope="row">
                {it.name}
              </th>
              <td role="cell" data-label={label.branch}>
                {it.branch ?? '–'}
              </td>
              <td role="cell" data-label={label.tries} className="num">
                {it.tries}
              </td>
              <td role="cell" data-label={label.when}>
                {it.nextAt === null
                  ? texts.say('board.missing.no-call')
                  : it.nextAt <= view.now
                    ? texts.say('board.missing.now')
                    : sayWhen(momentOf(view, it.nextAt), texts)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}
