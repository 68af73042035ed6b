import type { ReportBlock } from './rtcp.ts';
import { SAMPLE_RATE } from './rtp-packet.ts';

const MAX_DROPOUT = 3000;
const MAX_MISORDER = 100;
const TURN = 0x10000;

/** What has come over one leg, by RFC 3550 appendix A; sources may follow each other, the counts go on. */
export class ReceiveStatistics {
  /** Packets, those that came twice included. */
  received = 0;
  #source = -1;
  /** First and highest extended sequence number of this source. */
  #first = 0;
  #highest = 0;
  /** Appendix A.1: a packet out of line counts when the next one follows it. */
  #expectedNext = -1;
  #receivedOfSource = 0;
  #expectedBefore = 0;
  #receivedBefore = 0;
  #expectedPrior = 0;
  #receivedPrior = 0;
  #transit = Number.NaN;
  #jitter = 0;

  /** Of what was sent to us, how much did not come: 0 to 1. */
  get loss(): number {
    const expected = this.#expectedBefore + this.#expectedOfSource;
    const received = this.#receivedBefore + this.#receivedOfSource;
    return expected === 0 ? 0 : Math.max(0, (expected - received) / expected);
  }

  get jitterMs(): number {
    return (this.#jitter * 1000) / SAMPLE_RATE;
  }

  /** The sender whose audio it is (SSRC); -1 before the first packet. */
  get source(): number {
    return this.#source;
  }

  /**
   * Counts a packet.
   *
   * @param at When it came, milliseconds. @param isAudio Key presses repeat their timestamp: they say nothing of jitter.
   */
  take(source: number, sequence: number, timestamp: number, at: number, isAudio: boolean): void {
    this.received += 1;
    if (source !== this.#source) this.#begin(source, sequence);
    else if (!this.#follow(sequence)) return;
    this.#receivedOfSource += 1;
    if (isAudio) this.#measureJitter(timestamp, at);
  }

  /** The block of a report on this leg's source (RFC 3550 section 6.4.1); null before the first packet. */
  report(): Omit<ReportBlock, 'lastReport' | 'sinceLastReport'> | null {
    if (this.#source < 0) return null;
    const expected = this.#expectedOfSource;
    const expectedNow = expected - this.#expectedPrior;
    const lostNow = expectedNow - (this.#receivedOfSource - this.#receivedPrior);
    this.#expectedPrior = expected;
    this.#receivedPrior = this.#receivedOfSource;
    return {
      source: this.#source,
      lostShare: expectedNow <= 0 || lostNow <= 0 ? 0 : lostNow / expectedNow,
      lost: expected - this.#receivedOfSource,
      highest: this.#highest,
      jitter: Math.floor(this.#jitter),
    };
  }

  get #expectedOfSource(): number {
    return this.#source < 0 ? 0 : this.#highest - this.#first + 1;
  }

  #begin(source: number, sequence: number): void {
    this.#expectedBefore += this.#expectedOfSource;
    this.#receivedBefore += this.#receivedOfSource;
    this.#source = source;
    this.#first = sequence;
    this.#highest = sequence;
    this.#expectedNext = -1;
    this.#receivedOfSource = 0;
    this.#expectedPrior = 0;
    this.#receivedPrior = 0;
    this.#transit = Number.NaN;
  }

  /**
   * Appendix A.1, without its probation: our sources are locked to an address or authentic already.
   *
   * @returns whether the packet counts.
   */
  #follow(sequence: number): boolean {
    const ahead = (sequence - this.#highest) & 0xffff;
    if (ahead < MAX_DROPOUT) {
      this.#highest += ahead;
    } else if (ahead <= TURN - MAX_MISORDER) {
      if (sequence !== this.#expectedNext) {
        this.#expectedNext = (sequence + 1) & 0xffff;
        return false;
      }
      // Two in a row: the sender has started anew.
      this.#begin(this.#source, sequence);
    }
    return true;
  }

  /** Appendix A.8. */
  #measureJitter(timestamp: number, at: number): void {
    const transit = (at * SAMPLE_RATE) / 1000 - timestamp;
    const change = Math.abs(transit - this.#transit);
    this.#transit = transit;
    // The timestamp has turned, or leapt: no delay of the network.
    if (change < SAMPLE_RATE * 10) this.#jitter += (change - this.#jitter) / 16;
  }
}
