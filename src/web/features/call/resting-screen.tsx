import { type ReactNode, useState } from 'react';
import { keepLineChecked } from '../arrive/checked-line.ts';
import { MeetScreen } from '../arrive/meet-screen.tsx';
import { CarePart } from './care-part.tsx';
import { ChooseWayScreen } from './choose-way-screen.tsx';
import { LineCheckScreen } from './line-check.tsx';
import { PauseScreen } from './pause-screen.tsx';
import { PhonePairing } from './phone-pairing.tsx';
import { isBeforeCalls, type RestingStage, restingStage } from './resting-stage.ts';
import { SavedToast } from './saved-toast.tsx';
import type { Screen } from './screen.ts';
import type { ShiftRoom } from './shift-room.ts';
import { VoicePart } from './voice-part.tsx';
import { WaitingScreen } from './waiting-screen.tsx';

/** Before and between calls: the way to speak, its check, what comes, and then the pause or the waiting. */
export function RestingScreen(props: {
  readonly screen: Extract<Screen, { kind: 'pause' | 'waiting' }>;
  readonly room: ShiftRoom;
  /** The call that is looked at once more; false: none is. */
  readonly correction: ReactNode;
  readonly ownCalls: ReactNode;
}) {
  const { screen, room } = props;
  const { headingRef, here, own, leave, pause, take, ready } = room;
  const { view } = screen;
  const [wanted, setWanted] = useState<RestingStage>('as-it-comes');
  const isFirst = room.me.isNewcomer && isBeforeCalls(view);
  const stage = restingStage(view, wanted, isFirst);
  if (stage === 'choose')
    return (
      <ChooseWayScreen
        {...{ view, headingRef, isFirst }}
        onChosen={(came) => {
          take(came);
          setWanted('check');
        }}
        onBack={view.voice.way === null ? null : () => setWanted('none')}
      />
    );
  if (stage === 'check')
    return (
      <LineCheckScreen
        {...{ view, headingRef, isFirst }}
        onView={take}
        onReady={() => {
          keepLineChecked(view.shiftId);
          setWanted(isFirst ? 'meet' : 'none');
          if (screen.kind === 'pause' && !isFirst) ready();
        }}
      />
    );
  if (props.correction) return props.correction;
  const parts = (
    <>
      {screen.kind === 'pause' && own.hardCall !== null && (
        <CarePart report={own.hardCall} onSend={room.correct} />
      )}
      {props.ownCalls}
      <VoicePart
        view={view}
        onView={take}
        onChoose={() => setWanted('choose')}
        onCheck={() => setWanted('check')}
      />
      {view.voice.way === 'own' && <PhonePairing view={view} />}
    </>
  );
  if (stage === 'meet')
    return (
      <MeetScreen
        {...{ view, headingRef }}
        onReady={() => {
          setWanted('none');
          ready();
        }}
      >
        {parts}
      </MeetScreen>
    );
  return (
    <>
      {screen.kind === 'pause' ? (
        <PauseScreen
          {...{ view, here, headingRef }}
          onLeave={leave}
          onReady={() => {
            own.setHardCall(null);
            ready();
          }}
        >
          {parts}
        </PauseScreen>
      ) : (
        <WaitingScreen {...{ view, here, headingRef }} onPause={pause} onLeave={leave}>
          {parts}
        </WaitingScreen>
      )}
      {view.call && <SavedToast call={view.call} shift={room.shift} />}
    </>
  );
}
