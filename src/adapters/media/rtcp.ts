// Control packets (RFC 3550 section 6): what we and the other side say of what came.

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const DESCRIPTION = 202;
const GOODBYE = 203;
const BLOCK_BYTES = 24;
/** From 1900 to 1970. */
const NTP_OFFSET_SECONDS = 2_208_988_800;

export interface ReportBlock {
  /** SSRC of the sender reported on. */
  readonly source: number;
  /** Since the last report, 0 to 1. */
  readonly lostShare: number;
  /** Packets since the start; below zero when some came twice. */
  readonly lost: number;
  /** The highest sequence number, with its turns in the upper 16 bits. */
  readonly highest: number;
  /** In samples. */
  readonly jitter: number;
  /** The middle of the NTP time of the last sender report; 0: none came. */
  readonly lastReport: number;
  /** Since it came, in 1/65536 s. */
  readonly sinceLastReport: number;
}

export interface SenderInfo {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly timestamp: number;
  readonly packets: number;
  readonly octets: number;
}

export interface OutgoingReport {
  readonly source: number;
  readonly cname: string;
  /** Null: nothing was sent since the last report. */
  readonly sent: SenderInfo | null;
  readonly block: ReportBlock | null;
  readonly isLast: boolean;
}

/** What we read of a compound packet; all else in it is passed over. */
export interface IncomingReport {
  /** The middle 32 bits of the sender's NTP time; null without a sender report. */
  readonly senderTime: number | null;
  readonly blocks: readonly ReportBlock[];
  /** Who leaves. */
  readonly goodbyes: readonly number[];
}

/** The middle 32 bits of an NTP time (RFC 3550 section 4): 1/65536 s. @param at Milliseconds since 1970. */
export function middleOfNtp(at: number): number {
  return Math.floor((at / 1000 + NTP_OFFSET_SECONDS) * 0x10000) % 2 ** 32;
}

/** Writes a compound packet (RFC 3550 section 6.1). @param to Has room for 200 bytes. @returns its length. */
export function writeReport(to: Buffer, report: OutgoingReport): number {
  let at = writeHead(to, report);
  if (report.block !== null) at = writeBlock(to, at, report.block);
  writeSize(to, 0, at);
  const description = at;
  at = writeName(to, at, report);
  writeSize(to, description, at);
  if (!report.isLast) return at;
  to[at] = 0x81;
  to[at + 1] = GOODBYE;
  to.writeUInt32BE(report.source, at + 4);
  writeSize(to, at, at + 8);
  return at + 8;
}

function writeHead(to: Buffer, { source, sent, block }: OutgoingReport): number {
  to[0] = 0x80 | (block === null ? 0 : 1);
  to[1] = sent === null ? RECEIVER_REPORT : SENDER_REPORT;
  to.writeUInt32BE(source, 4);
  if (sent === null) return 8;
  const seconds = sent.at / 1000 + NTP_OFFSET_SECONDS;
  to.writeUInt32BE(Math.floor(seconds) % 2 ** 32, 8);
  to.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), 12);
  to.writeUInt32BE(sent.timestamp, 16);
  to.writeUInt32BE(sent.packets % 2 ** 32, 20);
  to.writeUInt32BE(sent.octets % 2 ** 32, 24);
  return 28;
}

function writeBlock(to: Buffer, at: number, block: ReportBlock): number {
  to.writeUInt32BE(block.source, at);
  to[at + 4] = Math.min(255, Math.floor(block.lostShare * 256));
  to.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, block.lost)), at + 5, 3);
  to.writeUInt32BE(block.highest % 2 ** 32, at + 8);
  to.writeUInt32BE(Math.min(block.jitter, 0xffffffff), at + 12);
  to.writeUInt32BE(block.lastReport, at + 16);
  to.writeUInt32BE(block.sinceLastReport, at + 20);
  return at + BLOCK_BYTES;
}

/** Section 6.5: the canonical name, ended by a zero at least and filled up to whole words. */
function writeName(to: Buffer, at: number, { source, cname }: OutgoingReport): number {
  to[at] = 0x81;
  to[at + 1] = DESCRIPTION;
  to.writeUInt32BE(source, at + 4);
  const bytes = to.write(cname, at + 10, 'latin1');
  to[at + 8] = 1;
  to[at + 9] = bytes;
  const end = at + 8 + 4 * (Math.floor((2 + bytes) / 4) + 1);
  to.fill(0, at + 10 + bytes, end);
  return end;
}

function writeSize(to: Buffer, start: number, end: number): void {
  to.writeUInt16BE((end - start) / 4 - 1, start + 2);
}

/** Reads a compound packet; null when the bytes are none (RFC 3550 appendix A.2). */
export function readReport(bytes: Buffer): IncomingReport | null {
  let senderTime: number | null = null;
  const blocks: ReportBlock[] = [];
  const goodbyes: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length || (bytes[at] ?? 0) >> 6 !== 2) return null;
    const end = at + 4 + bytes.readUInt16BE(at + 2) * 4;
    if (end > bytes.length) return null;
    const count = (bytes[at] ?? 0) & 0x1f;
    switch (bytes[at + 1]) {
      case SENDER_REPORT:
        if (end - at < 28) return null;
        senderTime = bytes.readUInt32BE(at + 10);
        blocks.push(...readBlocks(bytes.subarray(at + 28, end), count));
        break;
      case RECEIVER_REPORT:
        if (end - at < 8) return null;
        blocks.push(...readBlocks(bytes.subarray(at + 8, end), count));
        break;
      case GOODBYE:
        for (let one = at + 4; one + 4 <= end && one < at + 4 + count * 4; one += 4)
          goodbyes.push(bytes.readUInt32BE(one));
        break;
    }
    at = end;
  }
  return { senderTime, blocks, goodbyes };
}

function readBlocks(bytes: Buffer, count: number): ReportBlock[] {
  const whole = Math.min(count, Math.floor(bytes.length / BLOCK_BYTES));
  return Array.from({ length: whole }, (_, index) => {
    const at = index * BLOCK_BYTES;
    return {
      source: bytes.readUInt32BE(at),
      lostShare: (bytes[at + 4] ?? 0) / 256,
      lost: bytes.readIntBE(at + 5, 3),
      highest: bytes.readUInt32BE(at + 8),
      jitter: bytes.readUInt32BE(at + 12),
      lastReport: bytes.readUInt32BE(at + 16),
      sinceLastReport: bytes.readUInt32BE(at + 20),
    };
  });
}
