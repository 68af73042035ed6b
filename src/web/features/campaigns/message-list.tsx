import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
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
  const done = async (messageId: string) => {
    await client.call('messageDone', { params, body: { messageId } });
    await queries.invalidateQueries({ queryKey });
  };
  const messages = data?.messages ?? [];
  return (
    <section className="block" aria-labelledby="messages">
      <div className="blockhead">
        <h2 id="messages">{texts.say('outcome.messages.title')}</h2>
        {messages.length > 0 && (
          <p className="soft">{texts.say('outcome.messages.open', { count: messages.length })}</p>
        )}
      </div>
      {error !== null && <p role="alert">{sayError(error, texts)}</p>}
      {messages.length === 0 && error === null && (
        <EmptyState
          title={texts.say('outcome.messages.none')}
          text={texts.say('outcome.messages.none.hint')}
        />
      )}
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
    </section>
  );
}
