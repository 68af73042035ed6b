import type { OutgoingStream } from './outgoing-stream.ts';
import type { ReceiveStatistics } from './receive-statistics.ts';
import { middleOfNtp, readReport, writeReport } from './rtcp.ts';

/** What one leg and its other side tell each other of what came (RFC 3550 section 6). */
export class ReportExchange {
  /** Of what we sent, as the other side says, 0 to 1. */
  lossThere: number | null = null;
  roundTripMs: number | null = null;
  readonly #stream: OutgoingStream;
  readonly #statistics: ReceiveStatistics;
  readonly #cname: string;
  #lastReport = 0;
  #lastReportAt = 0;
  #sentBefore = 0;
  /** The sequence number of the first packet that this listener could hear. */
  #firstSequence = 0;

  constructor(parts: {
    readonly stream: OutgoingStream;
    readonly statistics: ReceiveStatistics;
    readonly cname: string;
  }) {
    this.#stream = parts.stream;
    this.#statistics = parts.statistics;
    this.#cname = parts.cname;
  }

  /** Somebody else listens from now on: their counts start anew. */
  begin(): void {
    this.#lastReport = 0;
    this.#firstSequence = this.#stream.nextSequence;
    this.#sentBefore = this.#stream.packets;
  }

  /** @param at The wall, milliseconds since 1970. */
  take(bytes: Buffer, at: number): void {
    const report = readReport(bytes);
    if (report === null) return;
    if (report.senderTime !== null) {
      this.#lastReport = report.senderTime;
      this.#lastReportAt = at;
    }
    const block = report.blocks.find((it) => it.source === this.#stream.source);
    if (block === undefined) return;
    const heard = block.highest - this.#firstSequence + 1;
    if (heard > 0) this.lossThere = Math.min(1, Math.max(0, block.lost / heard));
    if (block.lastReport === 0) return;
    // Section 6.4.1: A - LSR - DLSR, all modulo 2^32.
    const roundTrip = (middleOfNtp(at) - block.lastReport - block.sinceLastReport) | 0;
    this.roundTripMs = Math.max(0, (roundTrip * 1000) / 0x10000);
  }

  /** Writes our next report. @param at The wall, milliseconds since 1970. @returns its length. */
  write(to: Buffer, at: number, isLast: boolean): number {
    const stream = this.#stream;
    const hasSent = stream.packets > this.#sentBefore;
    this.#sentBefore = stream.packets;
    const came = this.#statistics.report();
    const sinceLastReport = Math.floor(((at - this.#lastReportAt) * 0x10000) / 1000);
    return writeReport(to, {
      source: stream.source,
      cname: this.#cname,
      sent: hasSent
        ? { at, timestamp: stream.timestampAt(at), packets: stream.packets, octets: stream.octets }
        : null,
      block: came && {
        ...came,
        lastReport: this.#lastReport,
        sinceLastReport: this.#lastReport === 0 ? 0 : sinceLastReport,
      },
      isLast,
    });
  }
}
