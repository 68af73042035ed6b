import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import type { BoardView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { sayError } from '../../ui/say-error.ts';
import { momentOf } from './board-words.ts';
import { sayWhen } from './say-when.ts';

/** What callers want the organisers to know, the oldest first, each with the one thing to do: tick it off. */
export function MessageList({ view }: { readonly view: BoardView }) {
  const { client, texts } = useApp();
  const queries = useQueryClient();
  const params = { campaign: view.campaign.key };
  const queryKey = ['messages', params.campaign];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => client.call('messages', { params }) });
  // Each push of the board brings a new object: a message comes with an outcome, and the board is told of every one.
  const { people } = view;
  useEffect(() => {
    if (people.all > 0) void refetch();
  }, [people, refetch]);
  const [refused, setRefused] = useState<unknown>(null);
  const done = async (messageId: string) => {
    try {
      await client.call('messageDone', { params, body: { messageId } });
      setRefused(null);
    } catch (failed) {
      setRefused(failed);
    }
    await queries.invalidateQueries({ queryKey });
  };
  const problem = refused ?? error;
  const messages = data?.messages ?? [];
  // A steward reads the board, and not what is written to the shift lead.
  if (error instanceof ServerError && error.status === 403) return null;
  return (
    <section className="block" aria-labelledby="messages">
      <div className="blockhead">
        <h2 id="messages">{texts.say('outcome.messages.title')}</h2>
        {messages.length > 0 && (
          <p className="soft">{texts.say('outcome.messages.open', { count: messages.length })}</p>
        )}
      </div>
      {problem !== null && <p role="alert">{sayError(problem, texts)}</p>}
      {messages.length === 0 && error === null && (
        <EmptyState
          title={texts.say('outcome.messages.none')}
          text={texts.say('outcome.messages.none.hint')}
        />
      )}
      {messages.length > 0 && (
        <ul className="messages">
          {messages.map((it) => (
            <li key={it.id}>
              <p>
                <b>{texts.say(`outcome.message.${it.kind}`)}</b>
                {it.text !== '' && `: ${it.text}`}
              </p>
              <p className="soft">
                {texts.say('outcome.messages.from', { from: it.from, about: it.about })},{' '}
                {sayWhen(momentOf(view, it.at), texts)}
              </p>
              <Button icon="check" onPress={() => void done(it.id)}>
                {texts.say('outcome.messages.done')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
