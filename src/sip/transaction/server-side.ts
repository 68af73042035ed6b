import type { Address } from '../address.ts';
import type { SipClock } from '../clock.ts';
import { type ReceivedRequest, responseTo, type SipResponse } from '../message.ts';
import { type ParseResult, readEnvelope } from '../parse-message.ts';
import { responseAddress, withReceived } from '../received-via.ts';
import { serializeMessage } from '../serialize-message.ts';
import type { Transport } from '../transport.ts';
import { type InviteServerInput, startInviteServer, stepInviteServer } from './invite-server.ts';
import { type NonInviteServerInput, startNonInviteServer, stepNonInviteServer } from './non-invite-server.ts';
import { repeatAnswer } from './repeat-answer.ts';
import { runTransaction } from './run-transaction.ts';
import type { ServerTransaction, ServerUser } from './server-transaction.ts';
import type { TransactionSettings } from './timers.ts';
import { serverKey } from './transaction-keys.ts';

interface Server {
  readonly transaction: ServerTransaction;
  repeated(): void;
  acknowledged(): void;
  stop(): void;
}
interface Parts {
  readonly transport: Transport;
  readonly clock: SipClock;
  readonly randomToken: () => string;
  readonly settings: TransactionSettings;
  readonly user: ServerUser;
}

/** The server transactions: requests that came in (RFC 3261 section 17.2). */
export class ServerSide {
  readonly #parts: Parts;
  readonly #servers = new Map<string, Server>();
  /** 2xx that wait for their ACK, by what the ACK will repeat. */
  readonly #waiting = new Map<string, { stop(): void }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  receive(given: ReceivedRequest, source: Address): void {
    const request = withReceived(given, source);
    const known = this.#servers.get(serverKey(request, request.method));
    if (request.method === 'ACK') this.#acknowledge(request);
    else if (known !== undefined) known.repeated();
    else if (request.method === 'CANCEL') this.#cancel(request, source);
    else this.#parts.user.onRequest(this.#begin(request, source));
  }

  /** RFC 3261 section 21.4.1 (and 21.5.6 for a foreign version): who sent nonsense is told, if it can be told. */
  refuseMalformed(result: Extract<ParseResult, { kind: 'malformed' }>, source: Address): void {
    const { request, problem } = result;
    const envelope = request === null ? 'empty' : readEnvelope(request);
    if (request === null || typeof envelope === 'string' || request.method === 'ACK') return;
    const received = withReceived({ ...request, envelope }, source);
    const status = problem === 'version' ? 505 : 400;
    this.#send(responseTo(received, status, { toTag: this.#parts.randomToken() }), received, source);
  }

  close(): void {
    for (const server of this.#servers.values()) server.stop();
    for (const waiting of this.#waiting.values()) waiting.stop();
    this.#servers.clear();
    this.#waiting.clear();
  }

  #acknowledge(ack: ReceivedRequest): void {
    const key = ackKey(ack);
    this.#waiting.get(key)?.stop();
    const is2xx = this.#waiting.delete(key);
    const server = this.#servers.get(serverKey(ack, 'INVITE'));
    if (server !== undefined && !is2xx) server.acknowledged();
    else this.#parts.user.onAck(ack);
  }

  /** RFC 3261 section 9.2. */
  #cancel(cancel: ReceivedRequest, source: Address): void {
    const invite = this.#servers.get(serverKey(cancel, 'INVITE'));
    const transaction = this.#begin(cancel, source);
    transaction.respond(
      responseTo(cancel, invite === undefined ? 481 : 200, { toTag: this.#parts.randomToken() }),
    );
    if (invite !== undefined) this.#parts.user.onCancel(invite.transaction, cancel);
  }

  #begin(request: ReceivedRequest, source: Address): ServerTransaction {
    const key = serverKey(request, request.method);
    const server =
      request.method === 'INVITE'
        ? this.#beginInvite(request, source, key)
        : this.#beginOther(request, source, key);
    this.#servers.set(key, server);
    return server.transaction;
  }

  #beginInvite(request: ReceivedRequest, source: Address, key: string): Server {
    let last: SipResponse | null = null;
    const { settings, clock, user } = this.#parts;
    const send = () => last !== null && this.#send(last, request, source);
    const running = runTransaction({
      start: startInviteServer(),
      step: (state, input: InviteServerInput) => stepInviteServer(state, input, settings),
      timerInput: (timer: 'G' | 'H' | 'I' | 'L') => ({ kind: 'timer', timer }) as const,
      clock,
      onTerminated: () => this.#servers.delete(key),
      perform: (action) => {
        switch (action.kind) {
          case 'send-response':
          case 'repeat-response':
            send();
            return;
          case 'tell-timeout':
            return user.onNoAck(transaction);
          case 'pass-ack':
          case 'tell-transport-error':
            return;
          default:
            return action satisfies never;
        }
      },
    });
    const transaction: ServerTransaction = {
      request,
      source,
      respond: (response) => {
        const before = running.state().name;
        if (before !== 'proceeding') return;
        last = response;
        running.input({ kind: 'respond', status: response.status });
        if (running.state().name === 'accepted') this.#repeatUntilAck(transaction, send);
      },
    };
    return {
      transaction,
      repeated: () => running.input({ kind: 'invite' }),
      acknowledged: () => running.input({ kind: 'ack' }),
      stop: () => running.stop(),
    };
  }

  #repeatUntilAck(transaction: ServerTransaction, send: () => void): void {
    const { clock, settings, user } = this.#parts;
    const key = ackKey(transaction.request);
    const onGivenUp = () => {
      this.#waiting.delete(key);
      user.onNoAck(transaction);
    };
    this.#waiting.set(key, repeatAnswer({ clock, timers: settings, send, onGivenUp }));
  }

  #beginOther(request: ReceivedRequest, source: Address, key: string): Server {
    let last: SipResponse | null = null;
    const { settings, clock } = this.#parts;
    const running = runTransaction({
      start: startNonInviteServer(),
      step: (state, input: NonInviteServerInput) => stepNonInviteServer(state, input, settings),
      timerInput: (timer: 'J') => ({ kind: 'timer', timer }) as const,
      clock,
      onTerminated: () => this.#servers.delete(key),
      perform: (action) => {
        switch (action.kind) {
          case 'send-response':
          case 'repeat-response':
            if (last !== null) this.#send(last, request, source);
            return;
          case 'tell-transport-error':
            return;
          default:
            return action satisfies never;
        }
      },
    });
    return {
      transaction: {
        request,
        source,
        respond: (response) => {
          last = response;
          running.input({ kind: 'respond', status: response.status });
        },
      },
      repeated: () => running.input({ kind: 'request' }),
      acknowledged: () => {},
      stop: () => running.stop(),
    };
  }

  /** RFC 3261 section 18.2.2: on a stream along the connection that the request came by. */
  #send(response: SipResponse, request: ReceivedRequest, source: Address): void {
    const { transport } = this.#parts;
    const to = transport.name === 'UDP' ? responseAddress(request.envelope.via) : source;
    transport.send(serializeMessage(response), to);
  }
}

/** RFC 3261 section 17.1.1.3 and 13.2.2.4: the ACK of a 2xx has the INVITE's Call-ID, From and number. */
function ackKey({ envelope }: ReceivedRequest): string {
  return `${envelope.callId} ${envelope.from.parameters.get('tag') ?? ''} ${envelope.cseq.number}`;
}
