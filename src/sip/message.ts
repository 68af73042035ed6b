import type { NameAddr } from './name-addr.ts';
import { splitOutside } from './syntax.ts';
import type { Via } from './via.ts';

/** A SIP message (RFC 3261 section 7). Header names are in small letters and long form, in the order they came. */
export type SipMessage = SipRequest | SipResponse;
export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  /** As written, of any scheme. */
  readonly uri: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}
export interface SipResponse {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** What every message must have (RFC 3261 section 8.1.1), read once when it comes in. */
export interface Envelope {
  /** The topmost Via. */
  readonly via: Via;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: CSeq;
}
export interface CSeq {
  readonly number: number;
  readonly method: string;
}
export interface ReceivedRequest extends SipRequest {
  readonly envelope: Envelope;
}
export interface ReceivedResponse extends SipResponse {
  readonly envelope: Envelope;
}
export type ReceivedMessage = ReceivedRequest | ReceivedResponse;

export const NO_BODY = new Uint8Array(0);

/** The first value of a header as it stands there; null without one. */
export function header(message: SipMessage, name: string): string | null {
  return message.headers.find((field) => field.name === name)?.value ?? null;
}

/** All fields of that name, each as it stands there: for headers whose values hold commas (WWW-Authenticate). */
export function headerFields(message: SipMessage, name: string): string[] {
  return message.headers.filter((field) => field.name === name).map(({ value }) => value);
}

/** All values of a header, however they are spread over lines and commas (RFC 3261 section 7.3.1), without empty ones. */
export function headerList(message: SipMessage, name: string): string[] {
  return headerFields(message, name)
    .flatMap((value) => splitOutside(value, ','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** Whether a list of tokens (Require, Supported, Allow) names this one. */
export function lists(message: SipMessage, name: string, token: string): boolean {
  return headerList(message, name).some((value) => value.toLowerCase() === token.toLowerCase());
}

/** A message with these fields in place of all fields of their names; new names go to the end. */
export function withHeader<Message extends SipMessage>(
  message: Message,
  name: string,
  ...values: string[]
): Message {
  const rest = message.headers.filter((field) => field.name !== name);
  return { ...message, headers: [...rest, ...values.map((value) => ({ name, value }))] };
}

/**
 * The answer to a request, with what RFC 3261 section 8.2.6.2 copies from it.
 *
 * @param options `toTag` is added when the request has none (never for a 100), `headers` follow the copied ones.
 */
export function responseTo(
  request: ReceivedRequest,
  status: number,
  options: {
    readonly reason?: string;
    readonly toTag?: string;
    readonly headers?: readonly HeaderField[];
    readonly body?: Uint8Array;
  } = {},
): SipResponse {
  const { reason, toTag, headers = [], body = NO_BODY } = options;
  const copied = request.headers
    .filter(({ name }) => COPIED.has(name) || (status === 100 && name === 'timestamp'))
    .map((field) =>
      field.name === 'to' && toTag !== undefined && status > 100 && !request.envelope.to.parameters.has('tag')
        ? { name: 'to', value: `${field.value};tag=${toTag}` }
        : field,
    );
  return {
    kind: 'response',
    status,
    reason: reason ?? reasonPhrase(status),
    headers: [...copied, ...headers],
    body,
  };
}

const COPIED = new Set(['via', 'from', 'to', 'call-id', 'cseq']);

/** The usual words for a status (RFC 3261 section 21); none for one that we do not know. */
export function reasonPhrase(status: number): string {
  return PHRASES[status] ?? '';
}

const PHRASES: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  181: 'Call Is Being Forwarded',
  183: 'Session Progress',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  410: 'Gone',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  484: 'Address Incomplete',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
  600: 'Busy Everywhere',
  603: 'Decline',
  604: 'Does Not Exist Anywhere',
};
