import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { PracticeSession } from '../../../protocol/practice-contract.ts';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Loading } from '../../ui/loading.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { RingingScreen } from '../call/ringing-screen.tsx';
import { TalkingScreen } from '../call/talking-screen.tsx';
import { WrapUpScreen } from '../call/wrap-up-screen.tsx';
import { freshState, type InventedCall, InventedDesk, nothingAfterwards } from './invented-desk.tsx';
import type { ScreenProps } from './practice-page.tsx';
import { SheetScreen } from './sheet-screen.tsx';
import { TalkTime } from './talk-time.tsx';
import { useInventedNow } from './use-wall.ts';

/** Who makes the call sees the real screens with an invented member, and nothing of it goes anywhere. */
export function TraineeScreen(
  props: ScreenProps & { readonly session: PracticeSession; readonly shift: ShiftView | null },
) {
  const { client, texts } = useApp();
  const { practice, campaign, came, me, session } = props;
  const params = { campaign: campaign.key };
  useKeptFocus(props.headingRef);
  const now = useInventedNow(me);
  const [state, setState] = useState(freshState);
  const [hint, setHint] = useState<'pick-up' | 'help' | null>(null);
  const guide = useQuery({
    queryKey: ['guide', campaign.key],
    queryFn: () => client.call('guide', { params }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const call = useInventedCall(props, now);
  const isOver = came.view.state === 'sheet';
  const isWrittenUp = isOver && (state.isSaved || session.mySheet !== null);
  if (isWrittenUp || call === null) return <SheetScreen {...props} />;
  if (guide.data === undefined) return <Loading />;
  const hangUp = () => client.call('hangUpPractice', { params });
  const leave = () => client.call('leavePractice', { params });
  return (
    <InventedDesk
      {...{ me, campaign, call, now, state }}
      guide={guide.data}
      shift={session.audio === 'together' ? props.shift : null}
      onState={setState}
      acts={{
        talking: () => setHint('pick-up'),
        hangUp: () => void practice.act(call.line === 'talking' ? hangUp : leave),
        saved: () => {
          if (call.line === 'talking') void practice.act(hangUp);
          if (call.line !== 'ringing') return;
          // On the real screen that would be the outcome; here somebody is about to pick up.
          setState(freshState);
          setHint('pick-up');
        },
        help: () => setHint('help'),
      }}
    >
      <section className="drillnote" aria-label={texts.say('practice-web.drill.note')}>
        <p role="status">
          {hint === null
            ? texts.say(
                isOver
                  ? 'practice-web.train.wrap-up'
                  : `practice-web.train.${call.line === 'talking' ? 'talking' : 'ringing'}`,
                { name: session.partner.name },
              )
            : texts.say(`practice-web.train.${hint}`, { name: session.partner.name })}{' '}
          {!isOver && texts.say(`practice-web.audio.${session.audio}`)}
        </p>
        {call.line === 'talking' && <TalkTime came={came} until={session.talkUntil} />}
      </section>
      {call.line === 'ringing' && <RingingScreen headingRef={props.headingRef} />}
      {call.line === 'talking' && <TalkingScreen headingRef={props.headingRef} />}
      {call.line === 'ended' && (
        <WrapUpScreen
          headingRef={props.headingRef}
          isSaved={false}
          isSaving={false}
          canUndo={false}
          {...nothingAfterwards}
        />
      )}
    </InventedDesk>
  );
}

/** The call as the states of the practice have it; moments are of the campaign's clock. Null without a card. */
function useInventedCall(
  { came, session }: Pick<ScreenProps, 'came'> & { readonly session: PracticeSession },
  now: number,
): InventedCall | null {
  const { state, since, now: serverNow } = came.view;
  const moments = useRef<{ dialledAt: number; answeredAt: number | null; endedAt: number | null }>({
    ...{ dialledAt: now, answeredAt: null, endedAt: null },
  });
  const begun = now - Math.max(0, serverNow - since);
  const known = moments.current;
  if (state === 'talking') known.answeredAt ??= begun;
  if (state === 'sheet') known.endedAt ??= begun;
  if (session.card === null) return null;
  const line = state === 'talking' ? 'talking' : state === 'ringing' ? 'ringing' : 'ended';
  return {
    ...{ id: session.id, line, card: session.card, dialledAt: known.dialledAt, endedAt: known.endedAt },
    // The page came back after the talk: how long it was, only the server knows.
    answeredAt: known.answeredAt ?? (line === 'ended' ? known.endedAt : null),
  };
}
