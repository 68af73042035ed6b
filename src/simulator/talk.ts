import { decodeALaw } from '../core/audio/a-law.ts';
import { SECOND } from '../core/instant.ts';
import { type CarrierEar, levelOf } from './carrier-ear.ts';
import { frameAt, SILENCE } from './frame-source.ts';
import { FRAME_SAMPLES } from './tones.ts';

export interface TalkParts {
  /** What they say, in turn: the first one at once. */
  readonly sentences: readonly Uint8Array[];
  /** When all is said: what they say when the caller pauses, one after the other, again and again. */
  readonly nods: readonly Uint8Array[];
  readonly goodbye: Uint8Array;
  /** When the caller says nothing, the next sentence comes after so long. */
  readonly longestWaitMs: number;
}

const FRAME_MS = 20;
/** Somebody speaks: well above the noise of a quiet room, well below a low voice. */
const SPEECH_DBM0 = -42;
/** Shorter is a click or a breath. */
const SHORTEST_SPEECH_FRAMES = 5;
const PAUSE_FRAMES = SECOND / FRAME_MS;

/**
 * One side of a conversation: says a sentence, lets the caller speak, and goes on when they have paused for a second.
 *
 * Who says nothing is waited for, then told the next sentence all the same.
 */
export class Talk {
  readonly #parts: TalkParts;
  readonly #left: Uint8Array[];
  #saying: Uint8Array | null = null;
  #at = 0;
  #nodded = 0;
  #waitedFrames = 0;
  #spokenFrames = 0;
  #pausedFrames = 0;
  #isEnding = false;

  constructor(parts: TalkParts) {
    this.#parts = parts;
    this.#left = [...parts.sentences];
    this.#say(this.#left.shift() ?? null);
  }

  /** They will hang up: the sentence is finished, then comes the goodbye and nothing after it. */
  sayGoodbye(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#left.splice(0);
    if (this.#saying === null) this.#say(this.#parts.goodbye);
    else this.#left.push(this.#parts.goodbye);
  }

  /** The next 20 ms of A-law. */
  next(ear: CarrierEar): Uint8Array {
    this.#listen(ear);
    if (this.#saying === null && this.#isMyTurn()) this.#say(this.#nextSentence());
    if (this.#saying === null) return SILENCE;
    const frame = frameAt(this.#saying, this.#at);
    this.#at += FRAME_SAMPLES;
    if (this.#at >= this.#saying.length) this.#saying = null;
    return frame;
  }

  #listen(ear: CarrierEar): void {
    const heard = ear.take();
    const isLoud = heard.some((it) => levelOf(Array.from(it, decodeALaw)) > SPEECH_DBM0);
    this.#spokenFrames += isLoud ? 1 : 0;
    this.#pausedFrames = isLoud ? 0 : this.#pausedFrames + 1;
    this.#waitedFrames += this.#saying === null ? 1 : 0;
  }

  #isMyTurn(): boolean {
    if (this.#isEnding) return true;
    const hasSpoken = this.#spokenFrames >= SHORTEST_SPEECH_FRAMES;
    if (hasSpoken) return this.#pausedFrames >= PAUSE_FRAMES;
    return this.#left.length > 0 && this.#waitedFrames * FRAME_MS >= this.#parts.longestWaitMs;
  }

  #nextSentence(): Uint8Array | null {
    const { nods } = this.#parts;
    if (this.#left.length > 0 || this.#isEnding) return this.#left.shift() ?? null;
    this.#nodded += 1;
    return nods[(this.#nodded - 1) % nods.length] ?? null;
  }

  #say(sentence: Uint8Array | null): void {
    this.#saying = sentence;
    this.#at = 0;
    this.#waitedFrames = 0;
    this.#spokenFrames = 0;
    this.#pausedFrames = 0;
  }
}
