import type { Address } from '../address.ts';
import type { SipClock } from '../clock.ts';
import { type ReceivedResponse, type SipMessage, type SipRequest, withHeader } from '../message.ts';
import { type ParseResult, parseMessage } from '../parse-message.ts';
import { serializeMessage } from '../serialize-message.ts';
import { isReliable, type Transport } from '../transport.ts';
import { BRANCH_COOKIE, formatVia } from '../via.ts';
import { ackOf } from './ack.ts';
import { type InviteClientInput, startInviteClient, stepInviteClient } from './invite-client.ts';
import { type NonInviteClientInput, startNonInviteClient, stepNonInviteClient } from './non-invite-client.ts';
import { type RunningTransaction, runTransaction } from './run-transaction.ts';
import { ServerSide } from './server-side.ts';
import type { ServerUser } from './server-transaction.ts';
import { type TimerValues, type TransactionSettings, timerValues } from './timers.ts';
import { clientKey, clientKeyOf } from './transaction-keys.ts';

/** Who sent a request hears this of it; nothing more after a final response, a timeout or an error, but repeated 2xx of an INVITE. */
export interface ClientUser {
  onResponse(response: ReceivedResponse): void;
  onTimeout(): void;
  onTransportError(error: Error): void;
}

/** A request on its way. */
export interface ClientTransaction {
  /** With its Via: what a CANCEL must repeat (RFC 3261 section 9.1). */
  readonly request: SipRequest;
  readonly to: Address;
}

interface Client {
  readonly to: Address;
  takeResponse(response: ReceivedResponse): void;
  takeError(error: Error): void;
  stop(): void;
}

/** Matches what comes in with what was sent, repeats what may be lost, and tells the users (RFC 3261 section 17). */
export class TransactionLayer {
  readonly #transport: Transport;
  readonly #sentBy: Address;
  readonly #clock: SipClock;
  readonly #randomToken: () => string;
  readonly #settings: TransactionSettings;
  readonly #clients = new Map<string, Client>();
  readonly #servers: ServerSide;
  readonly #onMalformed: (result: Extract<ParseResult, { kind: 'malformed' }>) => void;

  /**
   * @param parts `sentBy`: the address by which the peers reach us, the transport's own by default.
   *   `randomToken`: a new text of at least 64 random bits, of letters and digits. `onMalformed` hears of bytes
   *   that were no message.
   */
  constructor(parts: {
    readonly transport: Transport;
    readonly sentBy?: Address;
    readonly clock: SipClock;
    readonly randomToken: () => string;
    readonly timers?: TimerValues;
    readonly user: ServerUser;
    readonly onMalformed?: (result: Extract<ParseResult, { kind: 'malformed' }>) => void;
  }) {
    this.#transport = parts.transport;
    this.#sentBy = parts.sentBy ?? parts.transport.local;
    this.#clock = parts.clock;
    this.#randomToken = parts.randomToken;
    this.#settings = { ...(parts.timers ?? timerValues), isReliable: isReliable(parts.transport) };
    this.#onMalformed = parts.onMalformed ?? (() => {});
    this.#servers = new ServerSide({
      transport: parts.transport,
      clock: parts.clock,
      randomToken: parts.randomToken,
      settings: this.#settings,
      user: parts.user,
    });
  }

  /** Sends a request (not an ACK); its Via is put on top. */
  request(given: SipRequest, to: Address, user: ClientUser): ClientTransaction {
    return this.#run(this.#withVia(given, this.#newBranch()), to, user);
  }

  /** RFC 3261 section 9.1: a CANCEL has the INVITE's only Via, and goes where the INVITE went. */
  cancel(invite: ClientTransaction, headers: SipRequest['headers'], user: ClientUser): void {
    const kept = invite.request.headers.filter(({ name }) => CANCEL_KEEPS.has(name));
    const cseq = Number.parseInt(kept.find(({ name }) => name === 'cseq')?.value ?? '', 10);
    const cancel: SipRequest = {
      ...invite.request,
      method: 'CANCEL',
      headers: [...kept, ...headers],
      body: new Uint8Array(),
    };
    this.#run(withHeader(cancel, 'cseq', `${cseq} CANCEL`), invite.to, user);
  }

  /** Sends a request that gets no answer (the ACK of a 2xx), with a Via of its own. @returns its bytes, to be sent again. */
  sendStateless(request: SipRequest, to: Address): Uint8Array {
    const bytes = serializeMessage(this.#withVia(request, this.#newBranch()));
    this.#transport.send(bytes, to);
    return bytes;
  }

  sendAgain(bytes: Uint8Array, to: Address): void {
    this.#transport.send(bytes, to);
  }

  /** What the transport has received. */
  receive(bytes: Uint8Array, from: Address): void {
    const result = parseMessage(bytes);
    if (result.kind === 'malformed') {
      this.#onMalformed(result);
      if (result.request !== null) this.#servers.refuseMalformed(result, from);
    } else if (result.message.kind === 'request') this.#servers.receive(result.message, from);
    else this.#receiveResponse(result.message);
  }

  /** What the transport could not send. */
  fail(error: Error, to: Address | null): void {
    for (const client of [...this.#clients.values()]) {
      if (to === null || (client.to.host === to.host && client.to.port === to.port)) client.takeError(error);
    }
  }

  /** Stops every transaction; nobody is told. */
  close(): void {
    for (const client of this.#clients.values()) client.stop();
    this.#clients.clear();
    this.#servers.close();
  }

  #receiveResponse(response: ReceivedResponse): void {
    const { via } = response.envelope;
    // RFC 3261 section 18.1.2: what does not name us in its topmost Via is not for us.
    if (via.host !== this.#sentBy.host || (via.port ?? 5060) !== this.#sentBy.port) return;
    // A response that belongs to nothing is dropped: RFC 6026 section 7.2.
    this.#clients.get(clientKeyOf(response))?.takeResponse(response);
  }

  #run(request: SipRequest, to: Address, user: ClientUser): ClientTransaction {
    const key = clientKey(branchOf(request), request.method);
    const client =
      request.method === 'INVITE'
        ? this.#runInvite(request, to, user, key)
        : this.#runOther(request, to, user, key);
    if (!client.isOver()) this.#clients.set(key, client);
    return { request, to };
  }

  #runInvite(request: SipRequest, to: Address, user: ClientUser, key: string) {
    const bytes = serializeMessage(request);
    let last: ReceivedResponse | null = null;
    let failure = NO_ERROR;
    const running = runTransaction({
      start: startInviteClient(this.#settings),
      step: (state, input: InviteClientInput) => stepInviteClient(state, input, this.#settings),
      timerInput: (timer: 'A' | 'B' | 'D' | 'M') => ({ kind: 'timer', timer }) as const,
      clock: this.#clock,
      onTerminated: () => this.#clients.delete(key),
      perform: (action) => {
        switch (action.kind) {
          case 'send-request':
            return this.#transport.send(bytes, to);
          case 'send-ack':
            return last === null ? undefined : this.#send(ackOf(request, last), to);
          case 'pass-response':
            return last === null ? undefined : user.onResponse(last);
          case 'tell-timeout':
            return user.onTimeout();
          case 'tell-transport-error':
            return user.onTransportError(failure);
          default:
            return action satisfies never;
        }
      },
    });
    return this.#client(running, to, {
      onResponse: (response) => {
        last = response;
      },
      onError: (error) => {
        failure = error;
      },
    });
  }

  #runOther(request: SipRequest, to: Address, user: ClientUser, key: string) {
    const bytes = serializeMessage(request);
    let last: ReceivedResponse | null = null;
    let failure = NO_ERROR;
    const running = runTransaction({
      start: startNonInviteClient(this.#settings),
      step: (state, input: NonInviteClientInput) => stepNonInviteClient(state, input, this.#settings),
      timerInput: (timer: 'E' | 'F' | 'K') => ({ kind: 'timer', timer }) as const,
      clock: this.#clock,
      onTerminated: () => this.#clients.delete(key),
      perform: (action) => {
        switch (action.kind) {
          case 'send-request':
            return this.#transport.send(bytes, to);
          case 'pass-response':
            return last === null ? undefined : user.onResponse(last);
          case 'tell-timeout':
            return user.onTimeout();
          case 'tell-transport-error':
            return user.onTransportError(failure);
          default:
            return action satisfies never;
        }
      },
    });
    return this.#client(running, to, {
      onResponse: (response) => {
        last = response;
      },
      onError: (error) => {
        failure = error;
      },
    });
  }

  /** Both machines take these two inputs. */
  #client(
    running: RunningTransaction<
      { readonly name: string },
      { readonly kind: 'response'; readonly status: number } | { readonly kind: 'transport-error' }
    >,
    to: Address,
    note: { onResponse: (response: ReceivedResponse) => void; onError: (error: Error) => void },
  ) {
    return {
      to,
      isOver: () => running.state().name === 'terminated',
      takeResponse(response: ReceivedResponse) {
        note.onResponse(response);
        running.input({ kind: 'response', status: response.status });
      },
      takeError(error: Error) {
        note.onError(error);
        running.input({ kind: 'transport-error' });
      },
      stop: () => running.stop(),
    };
  }

  #send(message: SipMessage, to: Address): void {
    this.#transport.send(serializeMessage(message), to);
  }

  #newBranch(): string {
    return `${BRANCH_COOKIE}${this.#randomToken()}`;
  }

  #withVia(request: SipRequest, branch: string): SipRequest {
    // RFC 3581: the answer comes back to the port it was sent from, also through a router that translates.
    const parameters = new Map([
      ['branch', branch],
      ['rport', ''],
    ]);
    const via = formatVia({ transport: this.#transport.name, ...this.#sentBy, parameters });
    return { ...request, headers: [{ name: 'via', value: via }, ...request.headers] };
  }
}

const NO_ERROR = new Error('the transport failed');
/** RFC 3261 section 9.1. */
const CANCEL_KEEPS = new Set(['via', 'max-forwards', 'from', 'to', 'call-id', 'cseq', 'route']);

function branchOf(request: SipRequest): string {
  return /;branch=([^;]+)/.exec(request.headers[0]?.value ?? '')?.[1] ?? '';
}
