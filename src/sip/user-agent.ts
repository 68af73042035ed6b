import type { Address } from './address.ts';
import { ALLOW, answerRequest } from './answer-request.ts';
import { authorization } from './authorization.ts';
import { Call } from './call.ts';
import type { CallEvent } from './call-events.ts';
import type { SipClock } from './clock.ts';
import type { Credentials } from './digest.ts';
import { type HeaderField, NO_BODY, responseTo, type SipRequest } from './message.ts';
import { formatAudio } from './sdp.ts';
import type { ServerTransaction } from './transaction/server-transaction.ts';
import { type TimerValues, timerValues } from './transaction/timers.ts';
import { TransactionLayer } from './transaction/transaction-layer.ts';
import type { Transport, TransportEvents } from './transport.ts';

/** The account that calls go out by. */
export interface Trunk {
  /** Where its server is. */
  readonly address: Address;
  /** Its name in URIs: as the provider gave it, with a port where that is not 5060. */
  readonly domain: string;
  readonly credentials: Credentials | null;
}

export interface UserAgentParts {
  readonly trunk: Trunk;
  readonly clock: SipClock;
  /** A new text of at least 64 random bits, of letters and digits (RFC 3261 section 19.3). */
  readonly randomToken: () => string;
  /** Whether a number may be called; else why not. What it refuses never becomes a packet. */
  readonly mayDial: (number: string) => true | string;
  /** Opens the transport, and has its events told to the agent. */
  readonly openTransport: (events: TransportEvents) => Promise<Transport>;
  /** Our address as the trunk sees it; the transport's own by default. */
  readonly sentBy?: Address;
  readonly timers?: TimerValues;
  /** `User-Agent`. */
  readonly product: string;
}

export interface CallRequest {
  /** As it goes into the URI, `+49…`. */
  readonly to: string;
  readonly from: string;
  /** A text that no other call has. It is seen by the trunk: no personal data. */
  readonly callId: string;
  /** Where we listen for the call's RTP. */
  readonly media: Address;
}

/** A call as its user has it in hand. */
export interface PlacedCall {
  /** CANCEL or BYE, as it must be; harmless when the call is over. `reason`: value of a Reason header (RFC 3326). */
  hangUp(reason?: string): void;
}

/** Places calls by one trunk, and answers what comes in for them. */
export class UserAgent {
  readonly #parts: UserAgentParts;
  readonly #transport: Transport;
  readonly #layer: TransactionLayer;
  readonly #calls = new Map<string, { readonly call: Call; readonly body: Uint8Array }>();
  #openByes = 0;
  #onIdle: () => void = () => {};

  static async open(parts: UserAgentParts): Promise<UserAgent> {
    let agent: UserAgent | null = null;
    const transport = await parts.openTransport({
      onMessage: (bytes, from) => {
        if (agent !== null) agent.#layer.receive(bytes, from);
      },
      onError: (error, to) => {
        if (agent !== null) agent.#layer.fail(error, to);
      },
    });
    agent = new UserAgent(parts, transport);
    return agent;
  }

  private constructor(parts: UserAgentParts, transport: Transport) {
    this.#parts = parts;
    this.#transport = transport;
    this.#layer = new TransactionLayer({
      ...parts,
      transport,
      user: {
        onRequest: (transaction) => this.#answer(transaction),
        onCancel: () => {},
        onAck: () => {},
        onNoAck: () => {},
      },
    });
  }

  get local(): Address {
    return this.#parts.sentBy ?? this.#transport.local;
  }

  /** Places a call. The listener is not called before this has returned. */
  call(request: CallRequest, listener: (event: CallEvent) => void): PlacedCall {
    const verdict = this.#parts.mayDial(request.to);
    if (verdict !== true) {
      this.#parts.clock.after(0, () =>
        listener({ kind: 'ended', end: { cause: 'refused', reason: verdict } }),
      );
      return { hangUp: () => {} };
    }
    const { callId } = request;
    const invite = this.#invite(request);
    const call = new Call({
      ...this.#parts,
      timers: this.#parts.timers ?? timerValues,
      layer: this.#layer,
      trunk: this.#parts.trunk.address,
      authorization: authorization(this.#parts.trunk.credentials, this.#parts.randomToken),
      invite,
      listener,
      onEnded: () => this.#forget(callId),
      onByeSent: () => {
        this.#openByes++;
      },
      onByeDone: () => {
        this.#openByes--;
        this.#checkIdle();
      },
    });
    this.#calls.set(callId, { call, body: invite.body });
    call.start();
    return call;
  }

  /** Asks the trunk whether it is there (RFC 3261 section 11). @returns its status, whatever it is; null when nothing came. */
  ping(): Promise<number | null> {
    const { trunk, randomToken } = this.#parts;
    const uri = `sip:${trunk.domain}`;
    const options = this.#request('OPTIONS', uri, {
      from: `<sip:${this.#hostPort()}>;tag=${randomToken()}`,
      to: `<${uri}>`,
      callId: randomToken(),
    });
    const request = { ...options, headers: [...options.headers, { name: 'cseq', value: '1 OPTIONS' }] };
    return new Promise((resolve) => {
      this.#layer.request(request, trunk.address, {
        onResponse: ({ status }) => status >= 200 && resolve(status),
        onTimeout: () => resolve(null),
        onTransportError: () => resolve(null),
      });
    });
  }

  /** Hangs up what is left, waits until the other sides know (at most `graceMs`), and closes the socket. */
  async close({ graceMs = 4000 }: { graceMs?: number } = {}): Promise<void> {
    for (const { call } of [...this.#calls.values()]) call.hangUp();
    await new Promise<void>((resolve) => {
      const limit = this.#parts.clock.after(graceMs, resolve);
      this.#onIdle = () => {
        limit.cancel();
        resolve();
      };
      this.#checkIdle();
    });
    for (const { call } of [...this.#calls.values()]) call.giveUp();
    this.#layer.close();
    await this.#transport.close();
  }

  #forget(callId: string): void {
    this.#calls.delete(callId);
    this.#checkIdle();
  }

  #checkIdle(): void {
    if (this.#calls.size === 0 && this.#openByes <= 0) this.#onIdle();
  }

  #invite(request: CallRequest): SipRequest {
    const { trunk, randomToken } = this.#parts;
    // RFC 3261 section 19.1.6: a telephone number in a SIP URI says that it is one.
    const uri = `sip:${escapeUser(request.to)}@${trunk.domain};user=phone`;
    const bare = this.#request('INVITE', uri, {
      from: `<sip:${escapeUser(request.from)}@${trunk.domain}>;tag=${randomToken()}`,
      to: `<${uri}>`,
      callId: request.callId,
    });
    const transport = this.#transport.name === 'UDP' ? '' : ';transport=tcp';
    const headers: HeaderField[] = [
      ...bare.headers,
      { name: 'contact', value: `<sip:${escapeUser(request.from)}@${this.#hostPort()}${transport}>` },
      { name: 'allow', value: ALLOW },
      { name: 'supported', value: '100rel' },
      { name: 'content-type', value: 'application/sdp' },
    ];
    // RFC 8866 section 5.2: a number below 2^53 is read by everybody.
    const sessionId = Number.parseInt(
      randomToken()
        .replace(/[^0-9a-f]/gi, '')
        .slice(0, 8) || '1',
      16,
    );
    return { ...bare, headers, body: formatAudio(request.media, sessionId) };
  }

  #request(method: string, uri: string, who: { from: string; to: string; callId: string }): SipRequest {
    return {
      kind: 'request',
      method,
      uri,
      headers: [
        { name: 'max-forwards', value: '70' },
        { name: 'from', value: who.from },
        { name: 'to', value: who.to },
        { name: 'call-id', value: who.callId },
        { name: 'user-agent', value: this.#parts.product },
      ],
      body: NO_BODY,
    };
  }

  #hostPort(): string {
    const { host, port } = this.local;
    return `${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  #answer(transaction: ServerTransaction): void {
    const { request } = transaction;
    const known = this.#calls.get(request.envelope.callId);
    const isInDialog = request.envelope.to.parameters.has('tag');
    const isKnown = known?.call.owns(request) ?? false;
    const answer = answerRequest(request, isInDialog ? (isKnown ? 'known' : 'unknown') : null);
    const contact = { name: 'contact', value: `<sip:${this.#hostPort()}>` };
    transaction.respond(
      responseTo(request, answer.status, {
        toTag: this.#parts.randomToken(),
        headers: [contact, ...answer.headers],
        body: answer.hasAudio && known !== undefined ? known.body : NO_BODY,
      }),
    );
    if (isKnown && answer.status === 200) known?.call.take(request);
  }
}

/** Letters of a user that RFC 3261 section 25.1 lets stand; the others are escaped. */
function escapeUser(user: string): string {
  return user.replace(/[^\w.!~*'()&=+$,;?/-]/g, (letter) => encodeURIComponent(letter));
}
