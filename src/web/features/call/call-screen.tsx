import type { ReactNode } from 'react';
import type { CallView, GuideView, ReportableDisposition } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { type CallDesk, CallDeskContext } from './call-desk.ts';
import { TalkingScreen, WrapUpScreen } from './call-parts.ts';
import { type Draft, hasContent, reportOf } from './draft.ts';
import { OwnRingingScreen } from './own-ringing-screen.tsx';
import { placesOf } from './places-of.ts';
import { PreviewScreen } from './preview-screen.tsx';
import { RingingScreen } from './ringing-screen.tsx';
import { SavedToast } from './saved-toast.tsx';
import type { Screen } from './screen.ts';
import { SettledScreen } from './settled-screen.tsx';
import type { ShiftRoom } from './shift-room.ts';
import { useNever } from './use-never.tsx';

/** A talk there was, and its line dropped. */
const brokenOff: ReportableDisposition = 'conversation-partial';

/** A real call, from its ringing to its outcome: whatever is tapped on its screens reaches the shift. */
export function CallScreen(props: {
  readonly screen: Extract<Screen, { call: CallView }>;
  readonly room: ShiftRoom;
  readonly guide: GuideView;
  readonly ownCalls: ReactNode;
}) {
  const { screen, room, guide } = props;
  const { shift, here, headingRef, ready, pause } = room;
  const { client, texts, newKey } = useApp();
  const { view, call } = screen;
  const { draftFor, change } = room.drafts;
  const kept = draftFor(call);
  // Nobody answered the second time: what the first talk brought is still to be saved.
  const isLeftOver = screen.kind === 'settled' && !call.isSkipped && hasContent(kept);
  const draft = isLeftOver ? { ...kept, disposition: kept.disposition ?? brokenOff } : kept;
  const { attemptId } = call;
  const send = (disposition: ReportableDisposition, more: Partial<Draft> = {}) => {
    const whole = { ...draft, ...more, disposition };
    change(call, whole);
    const report = reportOf(whole, { disposition, attemptId, key: newKey(), guide });
    room.own.setHardCall(report.isHard ? report : null);
    shift.report(report);
  };
  const never = useNever(call, send);
  const desk: CallDesk = {
    ...{ view, call, draft, here, save: send, askNever: never.askNever, take: room.take },
    guide: { ...guide, address: draft.address ?? guide.address },
    places: placesOf(view, call.card, guide, texts),
    change: (part) => change(call, part),
    talking: () => shift.step('talking', attemptId),
    hangUp: () => shift.step('hangUp', attemptId),
    callHelp: (isWanted) => void shift.act(() => client.call('askForHelp', { body: { isWanted } })),
    also: {
      skip: (reason) => void shift.act(() => client.call('skip', { body: { attemptId, reason } })),
      callAgain() {
        room.own.carry(call, draft);
        const body = { attemptId, key: newKey() };
        void shift.act(() => client.call('callAgain', { body }));
      },
      wantPause: (isWanted) => void shift.act(() => client.call('wantPause', { body: { isWanted } })),
    },
  };
  const isSaved = screen.kind === 'wrap-up' && screen.isSaved;
  return (
    <CallDeskContext value={desk}>
      {screen.kind === 'preview' && (
        <PreviewScreen
          headingRef={headingRef}
          onDial={() => shift.act(() => client.call('dial', { body: { attemptId } }))}
          onPause={pause}
        />
      )}
      {screen.kind === 'ringing' && call.tel === null && <RingingScreen headingRef={headingRef} />}
      {screen.kind === 'ringing' && call.tel !== null && <OwnRingingScreen headingRef={headingRef} />}
      {screen.kind === 'talking' && <TalkingScreen headingRef={headingRef} />}
      {screen.kind === 'settled' && !isLeftOver && (
        <SettledScreen headingRef={headingRef} onNext={ready} onPause={pause} />
      )}
      {(screen.kind === 'wrap-up' || isLeftOver) && (
        <WrapUpScreen
          {...{ headingRef, isSaved }}
          ownCalls={props.ownCalls}
          isSaving={shift.sending !== null}
          canUndo={call.undoUntil !== null && call.undoUntil > here.now}
          onNext={ready}
          onPause={pause}
          onUndo={() => void shift.undo(attemptId)}
          onInstead={(disposition) =>
            void shift.undo(attemptId).then((isDone) => {
              if (isDone) send(disposition);
            })
          }
        />
      )}
      {isSaved && <SavedToast call={call} shift={shift} />}
      {never.dialog}
    </CallDeskContext>
  );
}
