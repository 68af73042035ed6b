// Key presses as RTP payload (RFC 4733).
const KEYS = '0123456789*#ABCD';
const PAYLOAD_BYTES = 4;
const END = 0x80;
/** -10 dBm0, a usual loudness. */
const VOLUME = 10;
const PRESS_FRAMES = 5;
/** Section 2.5.1.4: the end three times, for where packets get lost. */
const END_FRAMES = 3;
const PAUSE_FRAMES = 3;
/** A press that lasts longer goes on with a new timestamp (section 2.5.1.3). */
const LONGEST = 0xff00;

/** Tells presses from the packets that repeat them; a press counts when its first packet comes, whatever is lost. */
export class KeyReader {
  #timestamp = -1;
  #event = -1;
  #duration = 0;

  /** @returns the key, of `0-9*#A-D`; null: heard already, or no key. */
  take(timestamp: number, bytes: Buffer, start: number, end: number): string | null {
    if (end - start < PAYLOAD_BYTES) return null;
    const event = bytes[start] ?? 0;
    const duration = bytes.readUInt16BE(start + 2);
    const since = (timestamp - this.#timestamp) | 0;
    const isFirst = this.#timestamp < 0;
    // The same press again; or one that was over long before, swapped on its way.
    if (!isFirst && since <= 0) {
      if (since === 0) this.#duration = duration;
      return null;
    }
    const goesOn = !isFirst && event === this.#event && this.#duration >= LONGEST && since <= 0x10000;
    this.#timestamp = timestamp;
    this.#event = event;
    this.#duration = duration;
    return goesOn ? null : (KEYS[event] ?? null);
  }
}

/** One packet's worth of a press. */
export interface KeyFrame {
  readonly event: number;
  /** Samples since the press began. */
  readonly duration: number;
  readonly isFirst: boolean;
  readonly isEnd: boolean;
}

/** Presses keys one after the other, a step every 20 ms. */
export class KeyWriter {
  #waiting: number[] = [];
  #frame = 0;

  /** @param keys Of `0-9*#A-D`; what is no key is left out. */
  press(keys: string): void {
    for (const key of keys) if (KEYS.includes(key)) this.#waiting.push(KEYS.indexOf(key));
  }

  /** Whether a key is down right now: nothing else may be heard meanwhile. */
  get isPressing(): boolean {
    return this.#waiting.length > 0 && this.#frame < PRESS_FRAMES + END_FRAMES;
  }

  /** What to send now; null: nothing. */
  next(samplesPerFrame: number): KeyFrame | null {
    const event = this.#waiting[0];
    if (event === undefined) return null;
    const frame = this.#frame++;
    if (frame >= PRESS_FRAMES + END_FRAMES) {
      if (this.#frame < PRESS_FRAMES + END_FRAMES + PAUSE_FRAMES) return null;
      this.#waiting.shift();
      this.#frame = 0;
      return null;
    }
    return {
      event,
      duration: Math.min(frame + 1, PRESS_FRAMES) * samplesPerFrame,
      isFirst: frame === 0,
      isEnd: frame >= PRESS_FRAMES,
    };
  }
}

/** @returns the payload's length. */
export function writeKey({ event, duration, isEnd }: KeyFrame, to: Buffer, at: number): number {
  to[at] = event;
  to[at + 1] = VOLUME | (isEnd ? END : 0);
  to.writeUInt16BE(duration, at + 2);
  return PAYLOAD_BYTES;
}
