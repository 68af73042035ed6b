import { ReplayWindow } from './replay-window.ts';
import { FRAME_MS, FRAME_SAMPLES, type RtpHeader, SAMPLE_RATE } from './rtp-packet.ts';

/** After this long without a packet of the other side we fill in silence; what comes next begins a new spurt. */
const FED_MS = 200;
/** Beyond these the sender has started anew: a spurt of its own. */
const MOST_PACKETS_APART = 100;
const MOST_SAMPLES_APART = SAMPLE_RATE;

/**
 * What one listener hears of us: ONE source (SSRC) with sequence numbers and timestamps that never leap, whoever
 * speaks. Timestamps are tied to the wall (slot = elapsed / 20 ms), the first packet of a spurt takes
 * max(last + 1, now): counting on by frames instead, the listener's buffer grew with every call, up to 299 ms.
 * Forwarded packets keep their own distances, so losses and pauses are seen through.
 */
export class OutgoingStream {
  /** SSRC. */
  readonly source: number;
  /** Counts of what was stamped so far. */
  packets = 0;
  octets = 0;
  /** Sequence number of the last stamped packet with its turns: the index of SRTP. */
  index: number;
  readonly #epoch: number;
  readonly #firstTimestamp: number;
  #window = new ReplayWindow();
  #newestIndex: number;
  /** Where the last packet ends, in samples since the epoch. */
  #end = 0;
  #fedAt = Number.NEGATIVE_INFINITY;
  /** The newest forwarded packet as it came, and when it plays for our listener, in samples since the epoch. */
  #cameFrom = -1;
  #cameSequence = 0;
  #cameTimestamp = 0;
  #wentIndex = 0;
  #wentAt = 0;

  /**
   * @param epoch The wall at slot 0, milliseconds; the same for all streams of a relay.
   * @param start Random numbers: the source, the first sequence number (below 2^15, so that SRTP's other side cannot
   *   miss the first turn), the first timestamp.
   */
  constructor(
    epoch: number,
    start: { readonly source: number; readonly sequence: number; readonly timestamp: number },
  ) {
    this.source = start.source;
    this.#epoch = epoch;
    this.#firstTimestamp = start.timestamp;
    this.#newestIndex = start.sequence - 1;
    this.index = this.#newestIndex;
  }

  get nextSequence(): number {
    return (this.#newestIndex + 1) & 0xffff;
  }

  /** Whether the other side's audio fills the stream by itself. */
  isFed(now: number): boolean {
    return now - this.#fedAt < FED_MS;
  }

  /** The timestamp of a moment on the wall, as sender reports need it. */
  timestampAt(now: number): number {
    return (this.#firstTimestamp + Math.floor(((now - this.#epoch) * SAMPLE_RATE) / 1000)) >>> 0;
  }

  /** A new listener with new keys: SRTP's turns begin at 0 for it. @param sequence Random, below 2^15. */
  restart(sequence: number): void {
    this.#window = new ReplayWindow();
    this.#newestIndex = sequence - 1;
    this.endSpurt();
  }

  /** Whatever comes next begins a spurt, and until then silence is filled in. */
  endSpurt(): void {
    this.#fedAt = Number.NEGATIVE_INFINITY;
  }

  /** Stamps a frame of our own for now; false: this slot has been heard already. */
  stampFrame(header: RtpHeader, now: number): boolean {
    const at = this.#slot(now);
    if (at < this.#end) return false;
    this.endSpurt();
    header.hasMarker = false;
    this.#stamp(header, this.#newestIndex + 1, at, FRAME_SAMPLES);
    return true;
  }

  /** Stamps a packet of a key press: all packets of one press have its beginning's time. @returns that time. */
  stampKey(header: RtpHeader, now: number, startedAt: number | null, samples: number): number {
    const at = startedAt ?? Math.max(this.#end, this.#slot(now));
    this.endSpurt();
    header.hasMarker = startedAt === null;
    this.#stamp(header, this.#newestIndex + 1, at, samples);
    return at;
  }

  /**
   * Stamps a packet of the other side, with its own distance to the one before.
   *
   * @param header As it came; its source, sequence number, timestamp and marker are written over.
   * @returns false: it has been there before, or is too late.
   */
  stampForwarded(header: RtpHeader, now: number, samples: number): boolean {
    const packets = ((header.sequence - this.#cameSequence) << 16) >> 16;
    const distance = (header.timestamp - this.#cameTimestamp) | 0;
    let index = this.#wentIndex + packets;
    let at = this.#wentAt + distance;
    if (
      !this.isFed(now) ||
      header.source !== this.#cameFrom ||
      Math.abs(packets) > MOST_PACKETS_APART ||
      Math.abs(distance) > MOST_SAMPLES_APART
    ) {
      index = this.#newestIndex + 1;
      at = Math.max(this.#end, this.#slot(now));
      header.hasMarker = true;
      this.#keep(header, index, at);
    } else if (!this.#window.isNew(index)) {
      // Sent again with other bytes, the same index of SRTP would give both away.
      return false;
    } else if (packets > 0) {
      this.#keep(header, index, at);
    }
    this.#fedAt = now;
    this.#stamp(header, index, at, samples);
    return true;
  }

  #keep(header: RtpHeader, index: number, at: number): void {
    this.#cameFrom = header.source;
    this.#cameSequence = header.sequence;
    this.#cameTimestamp = header.timestamp;
    this.#wentIndex = index;
    this.#wentAt = at;
  }

  #slot(now: number): number {
    return Math.floor((now - this.#epoch) / FRAME_MS) * FRAME_SAMPLES;
  }

  #stamp(header: RtpHeader, index: number, at: number, samples: number): void {
    this.index = index;
    this.#window.mark(index);
    if (index > this.#newestIndex) this.#newestIndex = index;
    this.#end = Math.max(this.#end, at + samples);
    this.packets += 1;
    this.octets += samples;
    header.source = this.source;
    header.sequence = index & 0xffff;
    header.timestamp = (this.#firstTimestamp + at) >>> 0;
  }
}
