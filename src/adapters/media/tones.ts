import { linearOf } from './g711.ts';
import { SAMPLE_RATE } from './rtp-packet.ts';

type Tone = 'low' | 'middle' | 'high' | 'calling' | 'called';

// Special information tones come before announcements ("Kein Anschluss unter dieser Nummer"): ITU-T E.180 has 950,
// 1400 and 1800 Hz, 330 ms each; North America the pairs around them. Fax: ITU-T T.30, 1100 Hz for half a second by
// who calls, 2100 Hz for 2.6 to 4 s by who is called.
const FREQUENCIES: readonly (readonly [Tone, number])[] = [
  ...[913.8, 950, 985.2].map((hertz) => ['low', hertz] as const),
  ...[1370.6, 1400, 1428.5].map((hertz) => ['middle', hertz] as const),
  ...[1776.7, 1800].map((hertz) => ['high', hertz] as const),
  ['calling', 1100],
  ['called', 2100],
];
/** 40 ms tell the tones apart; every second such window is looked at: 4 microseconds each 80 ms. */
const WINDOW = 320;
/** Of the window's energy: a voice has its harmonics, a tone has itself. */
const LEAST_SHARE = 0.5;
/** Mean square, about -44 dBm0. */
const LEAST_POWER = 150 ** 2;
const SIT_WINDOWS = 2;
const CALLING_WINDOWS = 5;
const CALLED_WINDOWS = 10;
const coefficients = FREQUENCIES.map(([, hertz]) => 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE));

/** Listens for the tones of networks and of fax machines. */
export class ToneDetector {
  readonly #window = new Float64Array(WINDOW);
  /** Samples into the 80 ms; those of the second half are passed over. */
  #at = 0;
  #current: Tone | null = null;
  #windows = 0;
  /** How many of the three tones have been heard in order. */
  #steps = 0;
  #gaps = 0;

  /** @param payloadType PCMA or PCMU. @returns what the tones so far say. */
  take(
    bytes: Buffer,
    span: { start: number; end: number },
    payloadType: number,
  ): 'announcement' | 'fax' | null {
    const linear = linearOf(payloadType);
    const window = this.#window;
    let hint: 'announcement' | 'fax' | null = null;
    for (let at = span.start; at < span.end; ) {
      const isLookedAt = this.#at < WINDOW;
      const count = Math.min(span.end - at, (isLookedAt ? WINDOW : 2 * WINDOW) - this.#at);
      if (isLookedAt)
        for (let to = 0; to < count; to++) window[this.#at + to] = linear[bytes[at + to] ?? 0] ?? 0;
      at += count;
      this.#at += count;
      if (this.#at === WINDOW) hint = this.#follow(toneOf(window)) ?? hint;
      if (this.#at === 2 * WINDOW) this.#at = 0;
    }
    return hint;
  }

  #follow(tone: Tone | null): 'announcement' | 'fax' | null {
    this.#windows = tone === this.#current ? this.#windows + 1 : 1;
    this.#current = tone;
    if (tone === 'calling' && this.#windows === CALLING_WINDOWS) return 'fax';
    if (tone === 'called' && this.#windows === CALLED_WINDOWS) return 'fax';
    return this.#followInformation(tone) ? 'announcement' : null;
  }

  /** The three tones in their order, each long enough, hardly anything between them. */
  #followInformation(tone: Tone | null): boolean {
    const order: readonly (Tone | null)[] = ['low', 'middle', 'high'];
    if (tone !== null && tone === order[this.#steps]) {
      if (this.#windows < SIT_WINDOWS) return false;
      this.#steps += 1;
      this.#gaps = 0;
      if (this.#steps < order.length) return false;
      this.#steps = 0;
      return true;
    }
    if (tone !== null && tone === order[this.#steps - 1]) return false;
    this.#gaps += 1;
    if (this.#gaps > 2) this.#steps = 0;
    return false;
  }
}

/** The tone that makes up most of the window; null: none does. */
function toneOf(samples: Float64Array): Tone | null {
  let energy = 0;
  for (let at = 0; at < WINDOW; at++) energy += (samples[at] ?? 0) ** 2;
  if (energy < LEAST_POWER * WINDOW) return null;
  let share = 0;
  let before: Tone | null = null;
  for (let at = 0; at < FREQUENCIES.length; at++) {
    const tone = FREQUENCIES[at]?.[0] ?? null;
    if (tone !== before) share = 0;
    before = tone;
    share += (2 * power(samples, coefficients[at] ?? 0)) / WINDOW / energy;
    if (share >= LEAST_SHARE) return tone;
  }
  return null;
}

/** Goertzel's algorithm: the squared magnitude of one frequency. */
function power(samples: Float64Array, coefficient: number): number {
  let one = 0;
  let two = 0;
  for (let at = 0; at < WINDOW; at++) {
    const next = (samples[at] ?? 0) + coefficient * one - two;
    two = one;
    one = next;
  }
  return one * one + two * two - coefficient * one * two;
}
