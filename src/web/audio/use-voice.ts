import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SpeakWay } from '../../protocol/views.ts';
import { useApp } from '../app-context.ts';
import { barsOf, type Hearing, hearingStep } from './level.ts';
import type { VoiceView } from './voice-line.ts';

export function useVoice(): VoiceView {
  const { voice } = useApp();
  return useSyncExternalStore(voice.subscribe, voice.view);
}

/** Keeps the line up as long as the shift is spoken by this browser. Undefined: not known yet. */
export function useLineOf(way: SpeakWay | null | undefined): void {
  const { voice } = useApp();
  useEffect(() => {
    if (way === 'browser') voice.start();
    else if (way !== undefined) voice.stop();
  }, [way, voice]);
  // Another page, or signing out: nobody is on shift here any more.
  useEffect(() => () => voice.stop(), [voice]);
}

/** Often enough for the eye, and no work while nobody looks. */
const LOOK_MS = 100;

/** Listens to the microphone as long as it is looked at. */
export function useHearing(): { readonly bars: number; readonly hearing: Hearing['is'] } {
  const { voice, clock } = useApp();
  const [seen, setSeen] = useState<{ bars: number; hearing: Hearing }>(() => ({
    bars: 0,
    hearing: { is: 'waiting', since: clock.now() },
  }));
  useEffect(
    () =>
      clock.every(LOOK_MS, () => {
        const bars = barsOf(voice.level());
        setSeen((before) => {
          const hearing = hearingStep(before.hearing, bars, clock.now());
          return bars === before.bars && hearing === before.hearing ? before : { bars, hearing };
        });
      }),
    [voice, clock],
  );
  return { bars: seen.bars, hearing: seen.hearing.is };
}
