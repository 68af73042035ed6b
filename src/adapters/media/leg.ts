import type { LegFigures, LineHint, MediaEvent } from '../../app/media.ts';
import type { LegId } from '../../core/ids.ts';
import { Echo } from './echo.ts';
import { convertLaw, SILENCE_ALAW, SILENCE_MULAW } from './g711.ts';
import { KeyReader, KeyWriter, writeKey } from './key-press.ts';
import type { Line, LineListener } from './line.ts';
import { LineEar } from './line-ear.ts';
import type { OutgoingStream } from './outgoing-stream.ts';
import { ReceiveStatistics } from './receive-statistics.ts';
import { ReportExchange } from './report-exchange.ts';
import { FRAME_SAMPLES, HEADER_BYTES, PCMA, PCMU, RtpHeader } from './rtp-packet.ts';
import { type Sound, SoundPlayer } from './sound.ts';
import { CONTROL_TRAILER_BYTES } from './srtp.ts';

/** Without a packet for so long the other side counts as silent. */
const SILENT_MS = 2000;
const REPORT_MS = 5000;
const REPORT_BYTES = 200;
const DROP = -1;

export interface LegParts {
  readonly id: LegId;
  readonly stream: OutgoingStream;
  readonly cname: string;
  /** The wall, milliseconds since 1970, that nobody sets back. */
  readonly now: () => number;
  /** A number from 0 to below `limit`. */
  readonly random: (limit: number) => number;
  readonly tell: (event: MediaEvent) => void;
}

/** One party's side of the audio: what it hears is one stream for as long as it lives, whoever speaks. */
export class Leg implements LineListener {
  readonly id: LegId;
  readonly #parts: LegParts;
  readonly #stream: OutgoingStream;
  readonly #statistics = new ReceiveStatistics();
  readonly #reports: ReportExchange;
  readonly #ear: LineEar;
  readonly #keysHeard = new KeyReader();
  readonly #keys = new KeyWriter();
  #keyStartedAt: number | null = null;
  #line: Line | null = null;
  #other: Leg | null = null;
  /** Who hears this leg: the other one, or nobody. */
  #hearer: Leg | null = null;
  #passesKeys = false;
  /** By payload type as it comes: the hearer's, or `DROP`. */
  readonly #types = new Int16Array(128).fill(DROP);
  #echo: Echo | null = null;
  #player: SoundPlayer | null = null;
  #heardAt: number | null = null;
  #isHeard = false;
  /** When somebody was last heard here. */
  #forwardedAt = Number.NEGATIVE_INFINITY;
  #reportAt: number;
  /** As it comes, and then as it goes to the hearer: one object for all packets. */
  readonly #came = new RtpHeader();
  readonly #own = new RtpHeader();
  readonly #frame = Buffer.alloc(HEADER_BYTES + FRAME_SAMPLES);

  constructor(parts: LegParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#stream = parts.stream;
    this.#reports = new ReportExchange({
      stream: parts.stream,
      statistics: this.#statistics,
      cname: parts.cname,
    });
    this.#ear = new LineEar((hint: LineHint) => parts.tell({ kind: 'hint', leg: parts.id, hint }));
    this.#reportAt = parts.now() + parts.random(REPORT_MS);
  }

  /** SSRC of what this leg hears. */
  get source(): number {
    return this.#stream.source;
  }

  get cname(): string {
    return this.#parts.cname;
  }

  get other(): Leg | null {
    return this.#other;
  }

  get line(): Line | null {
    return this.#line;
  }

  /** Takes the place of the line before; the stream and the wire stay. */
  setLine(line: Line): void {
    this.#line?.close();
    this.#line = line;
    this.#retype();
  }

  /** `isHeard`: the other one hears this leg. `passesKeys`: its key presses, too. */
  wire(other: Leg, { isHeard, passesKeys }: { isHeard: boolean; passesKeys: boolean }): void {
    this.#other = other;
    this.#passesKeys = passesKeys;
    this.#hearer = isHeard ? other : null;
    if (!isHeard) other.#hearNobody();
    this.#retype();
  }

  unwire(): void {
    if (this.#other !== null) this.#other.#hearNobody();
    this.#other = null;
    this.#hearer = null;
  }

  play(sound: Sound | null): void {
    this.#player = sound && new SoundPlayer(sound);
  }

  echo(isOn: boolean): void {
    if (isOn) this.#echo ??= new Echo(this.#parts.now());
    else this.#echo = null;
    this.#stream.endSpurt();
  }

  /** Presses keys on this leg: its other side hears them. */
  press(keys: string): void {
    if (this.#line !== null && this.#line.telephoneEvent !== null) this.#keys.press(keys);
  }

  analyse(): void {
    this.#ear.listenToGreeting();
  }

  figures(): LegFigures {
    return {
      leg: this.id,
      received: this.#statistics.received,
      sent: this.#stream.packets,
      lossHere: this.#statistics.loss,
      lossThere: this.#reports.lossThere,
      jitterMs: this.#statistics.jitterMs,
      roundTripMs: this.#reports.roundTripMs,
      lastHeardAt: this.#heardAt,
    };
  }

  close(): void {
    this.unwireBoth();
    if (this.#line?.isOpen) this.#report(this.#line, this.#parts.now(), true);
    this.#line?.close();
    this.#line = null;
  }

  unwireBoth(): void {
    this.#other?.unwire();
    this.unwire();
  }

  lineOpened(line: Line): void {
    if (line !== this.#line) return;
    this.#stream.restart(this.#parts.random(0x8000));
    this.#reports.begin();
    this.#retype();
  }

  lineChanged(line: Line): void {
    if (line === this.#line) this.#retype();
  }

  lineDown(line: Line): void {
    if (line !== this.#line) return;
    this.#line = null;
    this.#isHeard = false;
    this.#parts.tell({ kind: 'down', leg: this.id });
  }

  takeControl(bytes: Buffer): void {
    this.#reports.take(bytes, this.#parts.now());
  }

  /** The hot path: what happens here happens 50 times a second for each leg. */
  takeAudio(bytes: Buffer, length: number): void {
    const header = this.#came;
    const line = this.#line;
    if (line === null || !header.read(bytes, length)) return;
    const now = this.#parts.now();
    const isAudio = header.payloadType === PCMA || header.payloadType === PCMU;
    this.#statistics.take(header.source, header.sequence, header.timestamp, now, isAudio);
    this.#heardAt = now;
    if (!this.#isHeard) this.#becomeHeard();
    if (isAudio) {
      if (line.isTelephone && this.#ear.isListening) this.#ear.take(header, bytes);
      if (this.#echo !== null) {
        this.#echo.take(header, bytes, now);
        return;
      }
    } else if (header.payloadType === line.telephoneEvent) {
      this.#takeKey(header, bytes);
    }
    const type = this.#types[header.payloadType] ?? DROP;
    if (type !== DROP) this.#hearer?.hear(header, bytes, type, now);
  }

  /** What the other leg says. @param header As it came, written over. @param type Payload type it goes out with. */
  hear(header: RtpHeader, bytes: Buffer, type: number, now: number): void {
    const line = this.#line;
    if (line === null || !line.isOpen || this.#echo !== null || this.#keys.isPressing) return;
    const { payloadStart: start, payloadEnd: end } = header;
    const isAudio = type === PCMA || type === PCMU;
    // No law in common: a table of 256 bytes, no transcoding worth the name.
    if (isAudio && type !== header.payloadType) convertLaw(bytes, { start, end, to: type });
    if (!this.#stream.stampForwarded(header, now, isAudio ? end - start : FRAME_SAMPLES)) return;
    this.#forwardedAt = now;
    header.payloadType = type;
    header.write(bytes, start - HEADER_BYTES);
    line.send(bytes, start - HEADER_BYTES, end, this.#stream.index);
  }

  /** Every 20 ms. */
  tick(now: number): void {
    if (this.#isHeard && now - (this.#heardAt ?? now) >= SILENT_MS) {
      this.#isHeard = false;
      this.#parts.tell({ kind: 'silent', leg: this.id });
    }
    const line = this.#line;
    if (line === null || !line.isOpen) return;
    if (!this.#tickKey(line, now) && !this.#stream.isFed(now)) this.#sendFrame(line, now);
    if (now >= this.#reportAt) this.#report(line, now, false);
  }

  #becomeHeard(): void {
    this.#isHeard = true;
    this.#parts.tell({ kind: 'heard', leg: this.id });
  }

  #hearNobody(): void {
    this.#stream.endSpurt();
    this.#forwardedAt = Number.NEGATIVE_INFINITY;
  }

  #takeKey(header: RtpHeader, bytes: Buffer): void {
    const digit = this.#keysHeard.take(header.timestamp, bytes, header.payloadStart, header.payloadEnd);
    if (digit !== null) this.#parts.tell({ kind: 'digit', leg: this.id, digit });
  }

  /** Sends a packet of a key press, if one is on. */
  #tickKey(line: Line, now: number): boolean {
    const key = this.#keys.next(FRAME_SAMPLES);
    if (key === null || line.telephoneEvent === null) return false;
    const header = this.#own;
    const startedAt = key.isFirst ? null : this.#keyStartedAt;
    this.#keyStartedAt = this.#stream.stampKey(header, now, startedAt, key.duration);
    header.payloadType = line.telephoneEvent;
    header.write(this.#frame, 0);
    const end = HEADER_BYTES + writeKey(key, this.#frame, HEADER_BYTES);
    line.send(this.#frame, 0, end, this.#stream.index);
    return true;
  }

  /** Silence, a sound, or what was heard a second ago. */
  #sendFrame(line: Line, now: number): void {
    const header = this.#own;
    if (!this.#stream.stampFrame(header, now)) return;
    const type = line.payloadTypes[0] ?? PCMA;
    header.payloadType = type;
    header.write(this.#frame, 0);
    this.#fillFrame(type, now);
    line.send(this.#frame, 0, this.#frame.length, this.#stream.index);
  }

  #fillFrame(type: number, now: number): void {
    const frame = this.#frame;
    if (this.#echo !== null) {
      this.#echo.fill(frame, HEADER_BYTES, now);
    } else if (this.#player !== null && now - this.#forwardedAt >= SILENT_MS) {
      this.#player.fill(frame, HEADER_BYTES);
    } else {
      frame.fill(type === PCMU ? SILENCE_MULAW : SILENCE_ALAW, HEADER_BYTES);
      return;
    }
    if (type === PCMU) convertLaw(frame, { start: HEADER_BYTES, end: frame.length, to: PCMU });
  }

  #report(line: Line, now: number, isLast: boolean): void {
    // RFC 3550 section 6.2: half to one and a half times the interval, so that legs do not all report at once.
    this.#reportAt = now + REPORT_MS / 2 + this.#parts.random(REPORT_MS);
    const bytes = Buffer.alloc(REPORT_BYTES + CONTROL_TRAILER_BYTES);
    line.sendControl(bytes, this.#reports.write(bytes, now, isLast));
  }

  /** What was agreed at either end has changed. */
  #retype(): void {
    this.#fillTypes();
    if (this.#other !== null) this.#other.#fillTypes();
  }

  /** As it is where both ends took it; else what the hearer likes best. */
  #fillTypes(): void {
    const hearer = this.#other?.line ?? null;
    this.#types.fill(DROP);
    if (hearer === null) return;
    for (const type of [PCMA, PCMU])
      this.#types[type] = hearer.payloadTypes.includes(type) ? type : (hearer.payloadTypes[0] ?? DROP);
    const keys = this.#line?.telephoneEvent ?? null;
    if (this.#passesKeys && keys !== null && hearer.telephoneEvent !== null)
      this.#types[keys] = hearer.telephoneEvent;
  }
}
