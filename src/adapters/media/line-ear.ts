import type { LineHint } from '../../app/media.ts';
import { GreetingListener } from './greeting.ts';
import type { RtpHeader } from './rtp-packet.ts';
import { ToneDetector } from './tones.ts';

/** Tones come before or instead of somebody who speaks: after 90 s of sound nobody listens for them any more. */
const MOST_PACKETS = 90 * 50;

/** Listens to a line for what its sound suggests, in memory alone. Tells each hint once. */
export class LineEar {
  readonly #tell: (hint: LineHint) => void;
  readonly #told = new Set<LineHint>();
  #tones: ToneDetector | null = new ToneDetector();
  #greeting: GreetingListener | null = null;
  #packets = 0;

  constructor(tell: (hint: LineHint) => void) {
    this.#tell = tell;
  }

  get isListening(): boolean {
    return this.#tones !== null || this.#greeting !== null;
  }

  /** From now on, for five seconds at most. */
  listenToGreeting(): void {
    this.#greeting = new GreetingListener();
  }

  take(header: RtpHeader, bytes: Buffer): void {
    const span = { start: header.payloadStart, end: header.payloadEnd };
    const tone = this.#tones?.take(bytes, span, header.payloadType) ?? null;
    if (tone !== null) this.#hint(tone);
    const verdict = this.#greeting?.take(bytes, span, header.payloadType) ?? null;
    if (verdict !== null) this.#greeting = null;
    if (verdict === 'mailbox') this.#hint('mailbox');
    this.#packets += 1;
    if (this.#packets === MOST_PACKETS) this.#tones = null;
  }

  #hint(hint: LineHint): void {
    if (this.#told.has(hint)) return;
    this.#told.add(hint);
    this.#tell(hint);
  }
}
