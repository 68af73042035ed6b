import './outcome.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShiftCall } from '../../../protocol/outcome-contract.ts';
import type { CallView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { clockTime } from './when.ts';

/** What one has said today, each to be corrected as long as nothing rests on it (ASKS 21, 22). */
export function OwnCalls(props: {
  readonly timezone: string;
  /** Somebody wants to change this one. */
  readonly onCorrect: (call: CallView) => void;
}) {
  const { texts } = useApp();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" icon="note" onPress={() => setOpen(true)}>
        {texts.say('outcome.calls.open')}
      </Button>
      {isOpen && <CallsDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CallsDialog(props: {
  readonly timezone: string;
  readonly onCorrect: (call: CallView) => void;
  readonly onClose: () => void;
}) {
  const { client, texts } = useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const calls = useQuery({
    queryKey: ['shift-calls'],
    queryFn: () => client.call('shiftCalls'),
    // Opened again it is read again: a call may have come since.
    gcTime: 0,
  });
  const correct = async (attemptId: string) => {
    try {
      const { call } = await client.call('callToCorrect', { query: { attemptId } });
      props.onClose();
      props.onCorrect(call);
    } catch (error) {
      setProblem(sayError(error, texts));
    }
  };
  return (
    <SheetDialog title={texts.say('outcome.calls.title')} isWide onClose={props.onClose}>
      <p className="soft">{texts.say('outcome.calls.hint')}</p>
      {problem !== null && <p role="alert">{problem}</p>}
      {calls.isError && <p role="alert">{sayError(calls.error, texts)}</p>}
      {calls.isPending && <Loading />}
      {calls.data?.calls.length === 0 && (
        <EmptyState title={texts.say('outcome.calls.none')} text={texts.say('outcome.calls.none.hint')} />
      )}
      {/* An empty list is no list to a screen reader. */}
      {(calls.data?.calls.length ?? 0) > 0 && (
        <ul className="owncalls">
          {calls.data?.calls.map((it) => (
            <li key={it.attemptId}>
              <CallLine call={it} timezone={props.timezone} onCorrect={() => void correct(it.attemptId)} />
            </li>
          ))}
        </ul>
      )}
      <Button onPress={props.onClose}>{texts.say('outcome.calls.close')}</Button>
    </SheetDialog>
  );
}

function CallLine(props: {
  readonly call: ShiftCall;
  readonly timezone: string;
  readonly onCorrect: () => void;
}) {
  const { texts } = useApp();
  const { at, name, disposition, fixed } = props.call;
  const said = disposition === null ? 'outcome.calls.no-word' : (`caller.outcome.${disposition}` as const);
  return (
    <>
      <span className="num">{clockTime(at, { timezone: props.timezone }, texts)}</span>
      <span>
        <b>{name}</b>
        <br />
        {texts.say(said)}
        {fixed !== null && <span className="soft"> · {texts.say(`outcome.fixed.${fixed}`)}</span>}
      </span>
      {fixed === null && (
        <Button icon="pen" onPress={props.onCorrect}>
          {texts.say('outcome.calls.change')}
          <span className="vh"> {name}</span>
        </Button>
      )}
    </>
  );
}
