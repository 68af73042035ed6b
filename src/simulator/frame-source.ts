import type { CarrierEar } from './carrier-ear.ts';
import { FRAME_SAMPLES, silence } from './tones.ts';

/** Gives what a call sends next: 20 ms of A-law, 160 bytes. Whoever sends leaves it unchanged. */
export type FrameSource = (ear: CarrierEar) => Uint8Array;

export const SILENCE = silence(20);

export const silent: FrameSource = () => SILENCE;

/** Plays to the end, then is silent. */
export function once(sound: Uint8Array): FrameSource {
  let at = 0;
  return () => {
    at += FRAME_SAMPLES;
    return frameAt(sound, at - FRAME_SAMPLES);
  };
}

/** Plays again and again; silence fills the last frame of each turn. */
export function repeated(sound: Uint8Array): FrameSource {
  let at = -FRAME_SAMPLES;
  return () => {
    at = at + FRAME_SAMPLES < sound.length ? at + FRAME_SAMPLES : 0;
    return frameAt(sound, at);
  };
}

/** More waits than this come from a stand-still: they are let go, so that the echo does not stay late. */
const MOST_WAITING = 25;

/** Says again what it hears. */
export function echo(): FrameSource {
  const waiting: Uint8Array[] = [];
  return (ear) => {
    waiting.push(...ear.take().filter((it) => it.length === FRAME_SAMPLES));
    waiting.splice(0, waiting.length - MOST_WAITING);
    return waiting.shift() ?? SILENCE;
  };
}

/** 20 ms from there on, filled up with silence. */
export function frameAt(sound: Uint8Array, at: number): Uint8Array {
  if (at >= sound.length) return SILENCE;
  if (at + FRAME_SAMPLES <= sound.length) return sound.subarray(at, at + FRAME_SAMPLES);
  const frame = SILENCE.slice();
  frame.set(sound.subarray(at));
  return frame;
}
