import { linearOf } from './g711.ts';
import { SAMPLE_RATE } from './rtp-packet.ts';

// The rules and defaults of Asterisk's app_amd (DOMAIN 5.1), milliseconds.
const INITIAL_SILENCE = 2500;
const GREETING = 1500;
const AFTER_GREETING_SILENCE = 800;
const TOTAL_ANALYSIS = 5000;
const MIN_WORD = 100;
const MAX_WORD = 5000;
const BETWEEN_WORDS_SILENCE = 50;
const MAX_WORDS = 2;
/** Mean magnitude of a frame, of 32768. */
const SILENCE_THRESHOLD = 256;

/** `unsure`: the time is over. */
export type Verdict = 'person' | 'mailbox' | 'unsure';

/**
 * Tells a mailbox's greeting from a person's by how long it speaks, in memory alone: nothing but five durations is
 * kept. One person in ten is taken for a mailbox by such rules (DOMAIN 5.2): a hint, never acted on.
 */
export class GreetingListener {
  #total = 0;
  #silence = 0;
  #voice = 0;
  #word = 0;
  #words = 0;
  #isInWord = false;
  #isGreeting = false;

  /** @param payloadType PCMA or PCMU. @returns the verdict when it stands: ask no more after it. */
  take(bytes: Buffer, span: { start: number; end: number }, payloadType: number): Verdict | null {
    const milliseconds = ((span.end - span.start) * 1000) / SAMPLE_RATE;
    this.#total += milliseconds;
    if (this.#total >= TOTAL_ANALYSIS) return 'unsure';
    return meanMagnitude(bytes, span, payloadType) < SILENCE_THRESHOLD
      ? this.#hearSilence(milliseconds)
      : this.#hearVoice(milliseconds);
  }

  #hearSilence(milliseconds: number): Verdict | null {
    this.#silence += milliseconds;
    if (this.#silence >= BETWEEN_WORDS_SILENCE) {
      this.#isInWord = false;
      this.#word = 0;
    }
    if (!this.#isGreeting && this.#silence >= INITIAL_SILENCE) return 'mailbox';
    return this.#isGreeting && this.#silence >= AFTER_GREETING_SILENCE ? 'person' : null;
  }

  #hearVoice(milliseconds: number): Verdict | null {
    this.#silence = 0;
    this.#word += milliseconds;
    this.#voice += milliseconds;
    if (this.#word >= MIN_WORD && !this.#isInWord) {
      this.#words += 1;
      this.#isInWord = true;
    }
    if (this.#word >= MAX_WORD || this.#words > MAX_WORDS) return 'mailbox';
    if (this.#isGreeting && this.#voice >= GREETING) return 'mailbox';
    if (this.#word >= MIN_WORD) this.#isGreeting = true;
    return null;
  }
}

function meanMagnitude(
  bytes: Buffer,
  { start, end }: { start: number; end: number },
  payloadType: number,
): number {
  const linear = linearOf(payloadType);
  let sum = 0;
  for (let at = start; at < end; at++) sum += Math.abs(linear[bytes[at] ?? 0] ?? 0);
  return sum / Math.max(1, end - start);
}
