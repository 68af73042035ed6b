import type { Clock } from '../app/ports.ts';
import type { Address } from '../sip/address.ts';
import type { SipClock } from '../sip/clock.ts';
import { type HeaderField, headerList, type ReceivedRequest, responseTo } from '../sip/message.ts';
import type { ServerTransaction, ServerUser } from '../sip/transaction/server-transaction.ts';
import type { TimerValues } from '../sip/transaction/timers.ts';
import { TransactionLayer } from '../sip/transaction/transaction-layer.ts';
import type { Transport } from '../sip/transport.ts';
import { openUdpTransport } from '../sip/udp-transport.ts';
import { parseUri } from '../sip/uri.ts';
import { callScript, wouldAskToBeCalledBack } from './call-script.ts';
import { ALLOWED, type Answer, CarrierCall, callKey } from './carrier-call.ts';
import type { HeardSound } from './carrier-ear.ts';
import { type CarrierLogEntry, CarrierMemory } from './carrier-log.ts';
import { CarrierMedia } from './carrier-media.ts';
import type { NetworkFile } from './network-file.ts';
import type { SpeechSounds } from './speech.ts';
import type { Voice } from './voice.ts';

export interface CarrierParts {
  readonly network: NetworkFile;
  /** The campaign's clock: how long anything takes in a call. */
  readonly clock: Clock;
  /** SIP's timers and sound run on the wall clock. */
  readonly wall: SipClock;
  /** Milliseconds since 1970, for the log. */
  readonly epoch: () => number;
  readonly log: (entry: CarrierLogEntry) => void;
  /** A new text of at least 64 random bits, of letters and digits. */
  readonly randomToken: () => string;
  /** What people and machines say, and how fast the campaign's clock runs; without it there are only tones. */
  readonly speech?: { readonly sounds: SpeechSounds; readonly speed: () => number };
  /** Loopback unless told. */
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  readonly timers?: TimerValues;
  /** UDP unless told. */
  readonly openTransport?: typeof openUdpTransport;
}

/** Faster than this nobody speaks: it would cost much, and nobody could listen. */
const FASTEST_SPEECH = 2;
/** Voices are kept after their calls, the last ones: who listens by another way may ask a little later. */
const MOST_VOICES = 1000;
/** A second of sound each. */
const MOST_HEARD = 200;

/**
 * The fictional network as a trunk's operator has it: a SIP user agent server over UDP, with sound.
 *
 * Behaves as the network's file says (data/README of the sample), like `Network` at the telephony port; both read
 * `callScript`. A call's id for the ear is its Call-ID.
 */
export class Carrier implements ServerUser {
  readonly #parts: CarrierParts;
  readonly #transport: Transport;
  readonly #layer: TransactionLayer;
  readonly #media: CarrierMedia;
  readonly #memory = new CarrierMemory();
  readonly #calls = new Map<string, CarrierCall>();
  readonly #voices = new Map<string, Voice>();
  /** By Call-ID. */
  readonly #heard = new Map<string, CarrierCall>();
  /** Ended for us, but their last word may still come: the ACK of a 200, by `callKey`. */
  readonly #ending = new Map<string, CarrierCall>();

  /** @throws Error of Node when the address cannot be bound. */
  static async open(parts: CarrierParts): Promise<Carrier> {
    const { host = '127.0.0.1', port = 0, openTransport = openUdpTransport } = parts;
    const transport = await openTransport({
      host,
      port,
      onMessage: (bytes, from) => carrier.#layer.receive(bytes, from),
      // A far end that is gone: the transactions' own timers end what was on.
      onError: () => {},
    });
    const carrier = new Carrier(parts, transport);
    return carrier;
  }

  private constructor(parts: CarrierParts, transport: Transport) {
    const { wall, randomToken, timers } = parts;
    this.#parts = parts;
    this.#transport = transport;
    this.#layer = new TransactionLayer({
      ...{ transport, clock: wall, randomToken, user: this },
      ...(timers === undefined ? {} : { timers }),
    });
    this.#media = new CarrierMedia(wall, transport.local.host);
  }

  get address(): Address {
    return this.#transport.local;
  }

  /** Calls that ring or talk. */
  get liveCalls(): number {
    return this.#calls.size;
  }

  /** Takes up what an earlier life of this carrier has logged: who was called how often, who has asked for what. */
  remember(entries: Iterable<CarrierLogEntry>): void {
    this.#memory.remember(entries);
  }

  /** What is said in that call, also for some time after its end. */
  hear(callId: string): Voice | null {
    return this.#voices.get(callId) ?? null;
  }

  /** What the caller says in that call, also for some time after its end; null when nothing is known of it. */
  sound(callId: string): HeardSound | null {
    return this.#heard.get(callId)?.heard() ?? null;
  }

  /** Calls break off: nobody is told, as when a machine dies. */
  async close(): Promise<void> {
    for (const call of this.#calls.values()) call.close();
    this.#calls.clear();
    this.#layer.close();
    await this.#transport.close();
  }

  onRequest(transaction: ServerTransaction): void {
    const { request } = transaction;
    const call = this.#calls.get(callKey(request));
    const refusal = refusalOf(request, call !== undefined);
    const to = dialledNumber(request);
    // Before its 200: that the call has ended is written down before it is said.
    if (request.method === 'BYE') call?.release();
    if (refusal !== null) this.#respond(transaction, refusal.status, refusal.headers);
    else if (request.method === 'INVITE' && to !== null) this.#newCall(transaction, to);
    else this.#respond(transaction, 200);
  }

  onCancel({ request }: ServerTransaction): void {
    this.#calls.get(callKey(request))?.cancel();
  }

  onAck(ack: ReceivedRequest): void {
    const key = callKey(ack);
    (this.#calls.get(key) ?? this.#ending.get(key))?.acknowledge();
    this.#ending.delete(key);
  }

  onNoAck({ request }: ServerTransaction): void {
    const key = callKey(request);
    (this.#calls.get(key) ?? this.#ending.get(key))?.giveUp();
    this.#ending.delete(key);
  }

  #newCall(invite: ServerTransaction, to: string): void {
    const { network, clock, randomToken, epoch, log } = this.#parts;
    const key = callKey(invite.request);
    const { callId } = invite.request.envelope;
    const call = this.#memory.countCall(to);
    const number = network.get(to) ?? null;
    const script = callScript(number, call, { hasAskedBefore: false });
    const carrierCall = new CarrierCall({
      ...{ invite, script, clock, layer: this.#layer, local: this.address, toTag: randomToken() },
      ...{ sound: this.#media.open(), number: to, speech: () => this.#speech() },
      atAnswer: () => {
        const hasAskedBefore = this.#memory.hasAsked(to);
        // The same number on the same call answers, whatever was asked before.
        const said = callScript(number, call, { hasAskedBefore }) as Answer;
        const asks = wouldAskToBeCalledBack(said);
        if (asks) this.#memory.noteAsked(to);
        return { script: said, asks };
      },
      onVoice: (voice) => keep(this.#voices, callId, voice, MOST_VOICES),
      note: (entry) => log({ at: epoch(), callId, to, call, ...entry }),
      onEnded: () => {
        this.#calls.delete(key);
        if (carrierCall.awaitsAck) this.#ending.set(key, carrierCall);
      },
    });
    this.#calls.set(key, carrierCall);
    keep(this.#heard, callId, carrierCall, MOST_HEARD);
    carrierCall.begin();
  }

  #speech(): SpeechSounds | null {
    const { speech } = this.#parts;
    return speech !== undefined && speech.speed() <= FASTEST_SPEECH ? speech.sounds : null;
  }

  #respond(transaction: ServerTransaction, status: number, headers: readonly HeaderField[] = []): void {
    const allow = { name: 'allow', value: ALLOWED };
    const toTag = this.#parts.randomToken();
    transaction.respond(responseTo(transaction.request, status, { toTag, headers: [allow, ...headers] }));
  }
}

function keep<T>(kept: Map<string, T>, callId: string, it: T, most: number): void {
  kept.set(callId, it);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}

/** What the network does not do; null when it does. */
function refusalOf(
  request: ReceivedRequest,
  isKnownCall: boolean,
): { status: number; headers: HeaderField[] } | null {
  const inDialog = request.envelope.to.parameters.has('tag');
  const required = headerList(request, 'require');
  if (!ALLOWED.split(', ').includes(request.method)) return { status: 405, headers: [] };
  if (required.length > 0)
    return { status: 420, headers: [{ name: 'unsupported', value: required.join(', ') }] };
  if (request.method === 'BYE' && !isKnownCall) return { status: 481, headers: [] };
  if (request.method !== 'INVITE') return null;
  // Nothing is changed in the middle of a call: it goes on as it was (RFC 3261 section 14.2).
  if (inDialog) return { status: isKnownCall ? 488 : 481, headers: [] };
  return dialledNumber(request) === null ? { status: 484, headers: [] } : null;
}

/** The number that an INVITE wants, from its Request-URI; null when it is not E.164. */
function dialledNumber({ uri }: ReceivedRequest): string | null {
  const user = parseUri(uri)?.user?.split(';')[0]?.replace(/^%2B/i, '+') ?? '';
  return /^\+[1-9]\d{2,14}$/.test(user) ? user : null;
}
