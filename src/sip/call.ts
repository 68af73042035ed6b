import type { Address } from './address.ts';
import type { Authorization } from './authorization.ts';
import type { CallEnd, CallEvent } from './call-events.ts';
import {
  type CallAction,
  type CallInput,
  type CallState,
  type EndCause,
  startOfCall,
  stepCall,
} from './call-machine.ts';
import type { SipClock, SipTimer } from './clock.ts';
import { type Dialog, dialogFrom, nextHop, requestInDialog, tagOf } from './dialog.ts';
import {
  type HeaderField,
  header,
  headerFields,
  headerList,
  lists,
  type ReceivedRequest,
  type ReceivedResponse,
  type SipRequest,
} from './message.ts';
import { parseNameAddr } from './name-addr.ts';
import { parseAudio } from './sdp.ts';
import { parseWhole } from './syntax.ts';
import type { TimerValues } from './transaction/timers.ts';
import type { ClientTransaction, ClientUser, TransactionLayer } from './transaction/transaction-layer.ts';

/** What a call needs of its user agent. */
export interface CallParts {
  readonly layer: TransactionLayer;
  readonly clock: SipClock;
  readonly timers: TimerValues;
  readonly authorization: Authorization;
  readonly trunk: Address;
  /** The INVITE without its Via, CSeq and credentials. */
  readonly invite: SipRequest;
  readonly listener: (event: CallEvent) => void;
  /** The call is over. */
  readonly onEnded: () => void;
  readonly onByeSent: () => void;
  /** The other side knows of our BYE, or never will. */
  readonly onByeDone: () => void;
}

interface Fork {
  dialog: Dialog;
  /** RFC 3262: number of the last reliable provisional response. */
  rseq: number | null;
  ack: { readonly bytes: Uint8Array; readonly to: Address } | null;
}

/** One call that we place; `call-machine.ts` decides, this does it. */
export class Call {
  readonly #parts: CallParts;
  #state: CallState = startOfCall;
  #cseq = 0;
  #inviteCSeq = 0;
  #credentials: readonly HeaderField[] = [];
  #invite: ClientTransaction | null = null;
  /** By the tag of the other side: an INVITE may fork. */
  readonly #forks = new Map<string, Fork>();
  /** The one that answered first. */
  #dialog: Fork | null = null;
  #response: ReceivedResponse | null = null;
  #bye: ReceivedRequest | null = null;
  #error: Error = new Error('the transport failed');
  #reason: string | null = null;
  #cancelTimer: SipTimer | null = null;
  readonly #told = new Set<CallEvent['kind']>();

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  get callId(): string {
    return header(this.#parts.invite, 'call-id') ?? '';
  }

  /** Sends the INVITE. */
  start(): void {
    this.#sendInvite();
  }

  /**
   * Ends the call: CANCEL before an answer (as soon as the trunk has given a sign of life), BYE after it. Harmless when it is over.
   * @param reason The value of a Reason header to send along (RFC 3326).
   */
  hangUp(reason: string | null = null): void {
    this.#reason ??= reason;
    this.#input({ kind: 'hang-up' });
  }

  /** Waits no longer for what becomes of a `hangUp`. */
  giveUp(): void {
    this.#input({ kind: 'cancel-timeout' });
  }

  /** Whether a request of the other side lies in a dialog of this call. */
  owns(request: ReceivedRequest): boolean {
    return (this.#forkWith(request)?.ack ?? null) !== null;
  }

  /** A request of the other side inside the dialog, answered already. */
  take(request: ReceivedRequest): void {
    const fork = this.#forkWith(request);
    const contact = parseNameAddr(headerList(request, 'contact')[0] ?? '');
    // RFC 3261 section 12.2.2: a target refresh.
    if (fork !== undefined && contact !== null && REFRESHES.has(request.method))
      fork.dialog = { ...fork.dialog, remoteTarget: contact.uri };
    if (request.method !== 'BYE' || fork !== this.#dialog) return;
    this.#bye = request;
    this.#input({ kind: 'bye' });
  }

  #forkWith({ envelope }: ReceivedRequest): Fork | undefined {
    return this.#forks.get(envelope.from.parameters.get('tag') ?? '');
  }

  #sendInvite(): void {
    const { invite, authorization, layer, trunk } = this.#parts;
    this.#inviteCSeq = ++this.#cseq;
    this.#credentials = authorization.headersFor(invite);
    const headers = [
      ...invite.headers,
      { name: 'cseq', value: `${this.#inviteCSeq} INVITE` },
      ...this.#credentials,
    ];
    this.#invite = layer.request({ ...invite, headers }, trunk, {
      onResponse: (response) => this.#takeResponse(response),
      onTimeout: () => this.#input({ kind: 'timeout' }),
      onTransportError: (error) => {
        this.#error = error;
        this.#input({ kind: 'transport-error' });
      },
    });
  }

  #takeResponse(response: ReceivedResponse): void {
    const { status } = response;
    // RFC 3262 section 4: a provisional response that was repeated or came out of order is not looked at.
    if (status < 200 && !this.#takeReliably(response)) return;
    this.#response = response;
    if (status < 200) this.#input({ kind: 'provisional' });
    else if (status < 300) this.#input({ kind: 'success', isNewDialog: this.#forkOf(response).ack === null });
    else if (status === 401 || status === 407)
      this.#input({ kind: 'challenge', canAnswer: this.#parts.authorization.take(response) });
    else this.#input({ kind: 'failure' });
  }

  #input(input: CallInput): void {
    const { state, actions } = stepCall(this.#state, input);
    this.#state = state;
    for (const action of actions) this.#perform(action);
  }

  #perform(action: CallAction): void {
    switch (action.kind) {
      case 'invite-again':
        this.#sendInvite();
        break;
      case 'send-cancel':
        this.#sendCancel();
        break;
      case 'send-ack':
        this.#sendAck();
        break;
      case 'repeat-ack':
        this.#repeatAck();
        break;
      case 'send-bye':
        this.#sendBye(action.to === 'answered' ? this.#dialog : this.#forkOfResponse());
        break;
      case 'tell-provisional':
        this.#tellProvisional();
        break;
      case 'tell-answered':
        this.#tellAnswered();
        break;
      case 'tell-ended':
        this.#cancelTimer?.cancel();
        this.#tell({ kind: 'ended', end: this.#endOf(action.cause) });
        this.#parts.onEnded();
        break;
      default:
        action satisfies never;
    }
  }

  #tellProvisional(): void {
    const response = this.#response;
    if (response === null) return;
    this.#tell({ kind: 'trying' });
    if (response.status === 180) this.#tell({ kind: 'ringing' });
    if (isForwarded(response)) this.#tell({ kind: 'forwarded' });
    const audio = response.status > 100 ? parseAudio(response.body) : null;
    if (audio !== null) this.#tell({ kind: 'progress', status: response.status, audio });
  }

  #tellAnswered(): void {
    const response = this.#response;
    if (response === null) return;
    this.#dialog = this.#forkOf(response);
    this.#tell({ kind: 'answered', audio: parseAudio(response.body), response });
  }

  #tell(event: CallEvent): void {
    if (this.#told.has(event.kind)) return;
    this.#told.add(event.kind);
    this.#parts.listener(event);
  }

  #endOf(cause: EndCause): CallEnd {
    switch (cause) {
      case 'rejected':
        return this.#response === null ? { cause: 'timeout' } : { cause, response: this.#response };
      case 'cancelled':
        return { cause, response: (this.#response?.status ?? 0) >= 200 ? this.#response : null };
      case 'transport-error':
        return { cause, error: this.#error };
      case 'hung-up-by-them':
        return this.#bye === null ? { cause: 'hung-up-by-us' } : { cause, request: this.#bye };
      case 'hung-up-by-us':
      case 'timeout':
        return { cause };
      default:
        return cause satisfies never;
    }
  }

  #sendCancel(): void {
    const { layer, clock, timers } = this.#parts;
    if (this.#invite === null) return;
    layer.cancel(this.#invite, this.#reasonHeader(), SILENT);
    this.#cancelTimer = clock.after(64 * timers.t1Ms, () => this.#input({ kind: 'cancel-timeout' }));
  }

  /** RFC 3261 section 13.2.2.4: with the number and the credentials of the INVITE that was answered. */
  #sendAck(): void {
    if (this.#response === null || this.#invite === null) return;
    const fork = this.#forkOf(this.#response);
    fork.dialog = dialogFrom(this.#invite.request, this.#response);
    const ack = requestInDialog(fork.dialog, {
      method: 'ACK',
      cseq: this.#inviteCSeq,
      headers: this.#credentials,
    });
    const to = nextHop(fork.dialog, this.#parts.trunk);
    fork.ack = { bytes: this.#parts.layer.sendStateless(ack, to), to };
  }

  #repeatAck(): void {
    const ack = this.#forkOfResponse()?.ack ?? null;
    if (ack !== null) this.#parts.layer.sendAgain(ack.bytes, ack.to);
  }

  #sendBye(fork: Fork | null): void {
    if (fork === null) return;
    this.#parts.onByeSent();
    this.#sendInDialog(fork, 'BYE', this.#reasonHeader(), this.#parts.onByeDone);
  }

  #sendInDialog(fork: Fork, method: string, headers: readonly HeaderField[], onDone: () => void): void {
    const { authorization, layer, trunk } = this.#parts;
    const send = (onResponse: (response: ReceivedResponse) => void) => {
      const bare = requestInDialog(fork.dialog, { method, cseq: ++this.#cseq, headers });
      const request = { ...bare, headers: [...bare.headers, ...authorization.headersFor(bare)] };
      layer.request(request, nextHop(fork.dialog, trunk), {
        onResponse,
        onTimeout: onDone,
        onTransportError: onDone,
      });
    };
    send((response) => {
      const isAsked = (response.status === 401 || response.status === 407) && authorization.take(response);
      if (isAsked) send((last) => last.status >= 200 && onDone());
      else if (response.status >= 200) onDone();
    });
  }

  /** RFC 3262 section 4: PRACK for what must be acknowledged. @returns whether the response is new. */
  #takeReliably(response: ReceivedResponse): boolean {
    if (response.status === 100 || !lists(response, 'require', '100rel')) return true;
    const rseq = parseWhole(header(response, 'rseq') ?? '', 2 ** 32 - 1);
    if (rseq === null) return true;
    const fork = this.#forkOf(response);
    if (fork.rseq !== null && rseq !== fork.rseq + 1) return false;
    fork.rseq = rseq;
    const rack = { name: 'rack', value: `${rseq} ${response.envelope.cseq.number} INVITE` };
    this.#sendInDialog(fork, 'PRACK', [rack], () => {});
    return true;
  }

  #forkOfResponse(): Fork | null {
    return this.#response === null ? null : this.#forkOf(this.#response);
  }

  #forkOf(response: ReceivedResponse): Fork {
    const tag = tagOf(response);
    const known = this.#forks.get(tag);
    if (known !== undefined) return known;
    const dialog = dialogFrom(this.#invite?.request ?? this.#parts.invite, response);
    const fork: Fork = { dialog, rseq: null, ack: null };
    this.#forks.set(tag, fork);
    return fork;
  }

  #reasonHeader(): HeaderField[] {
    return this.#reason === null ? [] : [{ name: 'reason', value: this.#reason }];
  }
}

const REFRESHES = new Set(['INVITE', 'UPDATE']);
/** What becomes of a CANCEL shows in the INVITE's own final response. */
const SILENT: ClientUser = { onResponse: () => {}, onTimeout: () => {}, onTransportError: () => {} };

/** 181, Diversion (RFC 5806) and History-Info (RFC 7044) say that another telephone was tried. */
function isForwarded(response: ReceivedResponse): boolean {
  return (
    response.status === 181 ||
    headerFields(response, 'diversion').length > 0 ||
    headerList(response, 'history-info').length > 1
  );
}
