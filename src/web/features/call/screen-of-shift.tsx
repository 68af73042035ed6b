import { useCallback, useEffect, useRef } from 'react';
import type { GuideView } from '../../../protocol/views.ts';
import { useCampaignNow } from '../../api/use-live.ts';
import { useApp } from '../../app-context.ts';
import { Loading } from '../../ui/loading.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { BeginShift } from '../arrive/begin-shift.tsx';
import { CorrectScreen } from './call-parts.ts';
import { CallScreen } from './call-screen.tsx';
import { OwnCalls } from './own-calls.tsx';
import { RestingScreen } from './resting-screen.tsx';
import type { Screen } from './screen.ts';
import type { ShiftParts, ShiftRoom } from './shift-room.ts';

/** One life of a screen: it begins anew with each call and each state, and the keyboard at its heading. */
export function ScreenOfShift(props: {
  readonly screen: Screen;
  readonly guide: GuideView | null;
  readonly parts: ShiftParts;
}) {
  const { screen, guide, parts } = props;
  const { shift, me, own } = parts;
  const { act } = shift;
  const { client } = useApp();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const now = useCampaignNow(shift.live.clock, 'view' in screen ? screen.view.now : 0);
  useEffect(() => {
    // Another screen begins at its top, wherever on a phone one had come in the last one.
    window.scrollTo({ top: 0 });
    // The page changed by itself or by a button that is gone: the keyboard goes on at its heading.
    if (document.activeElement === document.body) headingRef.current?.focus({ preventScroll: true });
  }, []);
  useKeptFocus(headingRef);
  const ready = useCallback(() => void act(() => client.call('ready')), [act, client]);
  if (screen.kind === 'not-on-shift')
    return (
      <BeginShift
        {...{ me, headingRef }}
        isBusy={shift.saved.kind === 'saving'}
        onBegin={(campaign) => void act(() => client.call('openShift', { params: { campaign } }))}
      />
    );
  const { view } = screen;
  const room: ShiftRoom = {
    ...{ ...parts, headingRef, ready },
    here: { timezone: view.campaign.timezone, now },
    pause: () => void act(() => client.call('pause')),
    take: (came) => void act(() => Promise.resolve(came)),
    correct: (body) => act(() => client.call('correct', { body })),
  };
  const correction = own.correcting !== null && guide !== null && (
    <CorrectScreen
      key={own.correcting.attemptId}
      {...{ view, call: own.correcting, guide, here: room.here, headingRef }}
      onSave={room.correct}
      onClose={() => own.setCorrecting(null)}
    />
  );
  const ownCalls = view.today.calls > 0 && (
    <OwnCalls
      timezone={view.campaign.timezone}
      onCorrect={(call) => {
        own.setCorrecting(call);
        // Nobody is rung for somebody who looks back.
        if (screen.kind === 'waiting') room.pause();
      }}
    />
  );
  if (!('call' in screen)) return <RestingScreen {...{ screen, room, correction, ownCalls }} />;
  if (screen.kind === 'wrap-up' && screen.isSaved && correction) return correction;
  if (guide === null) return <Loading />;
  return <CallScreen {...{ screen, room, guide, ownCalls }} />;
}
