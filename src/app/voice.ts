// Who speaks how: what the use cases, the dialler and the server ask of the caller's audio. `voice-desk.ts` is it.
import type { AttemptId, E164, ShiftId } from '../core/ids.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { LegAudio, LegFigures, LineHint, MediaAddress } from './media.ts';
import type { PhoneTrouble } from './phone-trouble.ts';
import type { DialRequest } from './ports.ts';

/**
 * The caller's own leg. `none`: this way needs none, or the caller's phone was not reached (`troubleOf`). `lost`: it was
 * up; a browser is expected back by itself, a phone that was hung up is rung again when its owner asks for it.
 */
export type CallerLine = 'none' | 'connecting' | 'up' | 'lost';

/** A shift, as far as its audio is concerned. */
export interface SpeakingShift {
  readonly id: ShiftId;
  /** Null: not chosen yet. */
  readonly way: SpeakWay | null;
}

export interface Voice {
  /** Which ways there are here, the recommended one first; never empty. */
  readonly ways: readonly SpeakWay[];
  lineOf(shift: SpeakingShift): CallerLine;
  /** Whether the caller would hear and be heard: the dialler asks before it rings anybody. */
  isHeard(shift: SpeakingShift): boolean;
  /** The caller's own phone as it may be shown (the last digits alone); null unless the way is `phone`. */
  phoneOf(shiftId: ShiftId): string | null;
  /** Why the caller's own phone is not on the line; null while it is, rings, or is not asked for. */
  troubleOf(shiftId: ShiftId): PhoneTrouble | null;
  /** How the caller's leg does; null without one. */
  qualityOf(shiftId: ShiftId): LegFigures | null;
  /** What the sound of this call suggests; `broken`: our own audio failed in the middle of it. */
  hintOf(attemptId: AttemptId): LineHint | 'broken' | null;
  /** Another way was chosen: legs of the old one close; a call that is on goes on with the new one. */
  chosen(shift: SpeakingShift, phone: E164 | null): Promise<void>;
  /** Rings the caller's own phone (way `phone`), unless it is on the line. @throws AppError `error.voice.no-phone`. */
  ringCaller(shiftId: ShiftId): void;
  /** The caller says that somebody is there ("Wir sprechen"), whatever the line says: both hear each other now. */
  talking(attemptId: AttemptId): void;
  /** A call that went out ahead, and was answered, is this caller's: both hear each other now. */
  give(attemptId: AttemptId, shiftId: ShiftId): void;
  /**
   * Nobody is there for it: whoever answered hears who called and where to ring back (DOMAIN L11).
   *
   * @param message The campaign's own, as A-law; null: words that fit any.
   */
  apologise(attemptId: AttemptId, message: Uint8Array | null): void;
  /**
   * Two callers practise: they hear each other while both have a line and neither has a call. Saying it again is
   * harmless, and a third one never hears anything (DOMAIN L20).
   */
  practise(one: ShiftId, another: ShiftId): void;
  /** The shift's practice is over: both lines are free for calls. Harmless where there is none. */
  practiceOver(shiftId: ShiftId): void;
  /** The shift is left: its legs close, and the caller's number is forgotten. */
  over(shiftId: ShiftId): void;
}

/** What the WebSocket of a caller's browser asks. */
export interface BrowserVoice {
  /** @returns our answer to the browser's offer. @throws AppError `error.voice.offer`, `error.voice.other-way`. */
  connect(shift: SpeakingShift, offer: string): Promise<string>;
  /** The line check. A call ends it. */
  check(shiftId: ShiftId, what: 'echo' | 'hello' | 'none'): void;
  press(shiftId: ShiftId, digits: string): void;
}

/** All that the server needs of the audio of browsers. */
export type BrowserLine = BrowserVoice & Pick<Voice, 'lineOf' | 'qualityOf'>;

/** What the telephony adapter asks: the audio of one call. */
export interface CallVoice {
  /**
   * Opens the call's leg; a contact's is bridged to the leg of the caller.
   *
   * @param onLost Hears that the leg is gone for good: the call has no sound any more.
   */
  open(request: DialRequest, onLost: () => void): Promise<CallEnd>;
}
export interface CallEnd {
  /** Where its RTP comes in. */
  readonly address: MediaAddress;
  /** What the other side has said of its audio; again when it changes. */
  connect(audio: LegAudio): void;
  /** The network says that it rings (180). */
  alerting(): void;
  answered(): void;
  close(): void;
}
