// A carrier of a few telephones that each say a tone of their own: what is heard where, tells who is joined to whom. Its SIP
// is written by hand, a few lines of text, so that it shares nothing with the stack it is called by.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { openTelephone, rtp, type Telephone, toneFrame } from '../../src/adapters/media/telephone.fixture.ts';
import { decodeALaw } from '../../src/core/audio/a-law.ts';

export interface TonePhone {
  /** What it says; other telephones are told apart by it. */
  readonly hertz: number;
  readonly does: 'answers' | 'is-busy' | 'rings';
}

/** The network's own tone while it rings, played by whoever is nearer to the caller (ITU-T E.180: 425 Hz). */
export const RING_TONE = 425;
const FRAME_MS = 20;
/** As much sound as a tone is looked for in. */
const FRAMES_HEARD = 10;

export class ToneCarrier {
  /** By the number's last digits, as the campaign and the callers have them. */
  readonly #phones: Readonly<Record<string, TonePhone>>;
  readonly #socket: Socket;
  readonly calls: ToneCall[] = [];

  constructor(phones: Readonly<Record<string, TonePhone>>, socket: Socket) {
    this.#phones = phones;
    this.#socket = socket;
    socket.on('message', (bytes, from) => void this.#take(String(bytes), from));
  }

  static async open(phones: Readonly<Record<string, TonePhone>>): Promise<ToneCarrier> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new ToneCarrier(phones, socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** The calls to a number so far, the oldest first. */
  callsTo(number: string): ToneCall[] {
    return this.calls.filter((it) => it.number === number);
  }

  close(): void {
    for (const call of this.calls) call.end();
    this.#socket.close();
  }

  async #take(text: string, from: RemoteInfo): Promise<void> {
    const method = text.split(' ', 1)[0];
    const known = this.calls.find((it) => it.callId === header(text, 'Call-ID'));
    const say = (it: string) => this.#socket.send(it, from.port, from.address);
    if (method === 'INVITE' && known === undefined) return this.#ring(text, say);
    if (method === 'OPTIONS') say(answer(text, '200 OK'));
    if (known === undefined) return;
    if (method === 'CANCEL') {
      say(answer(text, '200 OK'));
      say(answer(known.invite, '487 Request Terminated'));
    }
    if (method === 'BYE') say(answer(text, '200 OK'));
    if (method === 'BYE' || method === 'CANCEL') known.end();
  }

  async #ring(invite: string, say: (text: string) => void): Promise<void> {
    const number = /^INVITE sip:([^@]+)@/.exec(invite)?.[1] ?? '';
    const phone = this.#phones[number];
    if (phone === undefined) return say(answer(invite, '404 Not Found'));
    if (phone.does === 'is-busy') return say(answer(invite, '486 Busy Here'));
    const call = new ToneCall({ number, invite, say, phone, line: await openTelephone() }, this.port);
    this.calls.push(call);
    say(answer(invite, '180 Ringing', call.contact));
    if (phone.does === 'answers') setTimeout(() => call.answer(), 600);
  }
}

interface ToneCallParts {
  readonly number: string;
  readonly invite: string;
  readonly say: (text: string) => void;
  readonly phone: TonePhone;
  readonly line: Telephone;
}

/** One call at one telephone. */
export class ToneCall {
  readonly contact: string;
  readonly #parts: ToneCallParts;
  #timer: NodeJS.Timeout | null = null;
  #state: 'ringing' | 'talking' | 'over' = 'ringing';
  #frames = 0;

  constructor(parts: ToneCallParts, port: number) {
    this.#parts = parts;
    this.contact = `Contact: <sip:them@127.0.0.1:${port}>\r\n`;
  }

  get callId(): string {
    return header(this.#parts.invite, 'Call-ID');
  }
  get number(): string {
    return this.#parts.number;
  }
  get invite(): string {
    return this.#parts.invite;
  }
  get from(): string {
    return /sip:([^@]+)@/.exec(header(this.#parts.invite, 'From'))?.[1] ?? '';
  }
  get state() {
    return this.#state;
  }

  answer(): void {
    if (this.#state !== 'ringing') return;
    this.#state = 'talking';
    const { invite, say, line, phone } = this.#parts;
    say(answer(invite, '200 OK', `${this.contact}Content-Type: application/sdp\r\n`, sdpOf(line)));
    const there = {
      host: /c=IN IP4 (\S+)/.exec(invite)?.[1] ?? '',
      port: Number(/m=audio (\d+)/.exec(invite)?.[1]),
    };
    this.#timer = setInterval(() => line.say(there, toneFrame(phone.hertz, this.#frames++)), FRAME_MS);
  }

  /** Its owner hangs up. */
  hangUp(): void {
    const { invite, say } = this.#parts;
    const branch = `z9hG4bK${this.callId.slice(0, 8)}`;
    const to = /<([^>]+)>/.exec(header(invite, 'Contact'))?.[1];
    say(
      `BYE ${to} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:${this.contact.match(/:(\d+)>/)?.[1]};branch=${branch}\r\n` +
        `Max-Forwards: 70\r\nFrom: ${header(invite, 'To')};tag=them\r\nTo: ${header(invite, 'From')}\r\n` +
        `Call-ID: ${this.callId}\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n`,
    );
    this.end();
  }

  /** Keys, one after the other: each three packets and its end thrice (RFC 4733 section 2.5). */
  press(keys: string): void {
    const { invite, line } = this.#parts;
    const there = { host: '127.0.0.1', port: Number(/m=audio (\d+)/.exec(invite)?.[1]) };
    let sequence = 40_000 + this.#frames;
    for (const key of keys) {
      this.#frames += 1_000;
      const timestamp = this.#frames * 160;
      for (const [duration, isEnd] of [
        ...[160, 320, 480].map((it) => [it, false] as const),
        ...[640, 640, 640].map((it) => [it, true] as const),
      ]) {
        const event = '0123456789*#'.indexOf(key);
        const payload = Uint8Array.of(event, (isEnd ? 0x80 : 0) | 10, duration >> 8, duration & 0xff);
        const source = line.audio.address().port;
        const fields = { sequence: sequence++, timestamp, source, payloadType: 101 };
        line.sendRaw(there, rtp({ ...fields, hasMarker: duration === 160 }, payload));
      }
    }
  }

  /** Which of the tones is heard just now; null: none of them. */
  hears(tones: readonly number[]): number | null {
    const frames = this.#parts.line.heard.all.filter((it) => it.payloadType === 8).slice(-FRAMES_HEARD);
    const samples = frames.flatMap(({ payload }) => [...payload].map(decodeALaw));
    const loudness = samples.reduce((sum, it) => sum + it * it, 0);
    return tones.find((hertz) => power(samples, hertz) > 0.5 * loudness) ?? null;
  }

  /** Key presses that came to it. */
  get keysHeard(): number {
    return this.#parts.line.heard.all.filter((it) => it.payloadType === 101).length;
  }

  /** How loud the last sound was, 0 to 1 of full scale. */
  loudness(): number {
    const frames = this.#parts.line.heard.all.filter((it) => it.payloadType === 8).slice(-FRAMES_HEARD);
    const samples = frames.flatMap(({ payload }) => [...payload].map(decodeALaw));
    return Math.sqrt(samples.reduce((sum, it) => sum + it * it, 0) / Math.max(1, samples.length)) / 32_768;
  }

  end(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#parts.line.close();
  }
}

/** Energy at one frequency (Goertzel), as much as all energy for a pure tone. */
function power(samples: readonly number[], hertz: number): number {
  const turn = (2 * Math.PI * hertz) / 8_000;
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + 2 * Math.cos(turn) * last - before];
  const energy = last * last + before * before - 2 * Math.cos(turn) * last * before;
  return (2 * energy) / Math.max(1, samples.length);
}

function header(text: string, name: string): string {
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
}

/** RFC 3261 section 8.2.6: a response has these headers of its request. */
function answer(request: string, status: string, more = '', body = ''): string {
  const via = request.split('\r\n').filter((it) => /^via:/i.test(it));
  const to = header(request, 'To');
  return [
    `SIP/2.0 ${status}`,
    ...via,
    `From: ${header(request, 'From')}`,
    `To: ${to}${to.includes('tag=') ? '' : ';tag=them'}`,
    `Call-ID: ${header(request, 'Call-ID')}`,
    `CSeq: ${header(request, 'CSeq')}`,
    `${more}Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

function sdpOf(line: Telephone): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${line.audio.address().port} RTP/AVP 8 101`,
    'a=rtpmap:101 telephone-event/8000',
    '',
  ].join('\r\n');
}
