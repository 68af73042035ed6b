import { longName } from './header-names.ts';
import {
  type CSeq,
  type Envelope,
  type HeaderField,
  headerFields,
  headerList,
  type ReceivedMessage,
  type SipMessage,
  type SipRequest,
} from './message.ts';
import { type NameAddr, parseNameAddr } from './name-addr.ts';
import { isToken, parseWhole } from './syntax.ts';
import { parseUri } from './uri.ts';
import { parseVia } from './via.ts';

/** What is wrong with bytes that are no message. */
export type MessageProblem =
  | 'empty'
  | 'start-line'
  | 'version'
  | 'request-uri'
  | 'status'
  | 'header-line'
  | 'too-many-headers'
  | 'via'
  | 'from'
  | 'to'
  | 'call-id'
  | 'cseq'
  | 'cseq-method'
  | 'max-forwards'
  | 'content-length';

export type ParseResult =
  | { readonly kind: 'message'; readonly message: ReceivedMessage }
  /** `request`: where a request could be read this far, so that a server may answer 400 (or 505 for `version`). */
  | { readonly kind: 'malformed'; readonly problem: MessageProblem; readonly request: SipRequest | null };

const MOST_HEADERS = 256;

/**
 * Reads one message as it came from the wire; never throws, whatever the bytes are.
 *
 * Strict where a mistake would let us act on the wrong call (start line, Via, From, To, Call-ID, CSeq,
 * Max-Forwards, Content-Length); every other header is kept as it is and judged by who uses it.
 * @param bytes One datagram, or one frame of a stream (`stream-framer.ts`).
 */
export function parseMessage(bytes: Uint8Array | string): ParseResult {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const { head, rest } = cutHead(all);
  const lines = unfold(head);
  const [first, ...fields] = lines;
  if (first === undefined || first === '') return malformed('empty');
  if (fields.length > MOST_HEADERS) return malformed('too-many-headers');
  const start = parseStartLine(first);
  if (typeof start === 'string' && start !== 'version' && start !== 'request-uri') return malformed(start);
  const headers = parseHeaders(fields);
  if (headers === null) return malformed('header-line');
  if (typeof start === 'string') return malformed(start, { ...looseRequest(first), headers, body: rest });
  return checked({ ...start, headers, body: rest });
}

function checked(raw: SipMessage): ParseResult {
  const request = raw.kind === 'request' ? raw : null;
  const body = cutBody(raw);
  if (body === null) return malformed('content-length', request);
  const envelope = readEnvelope(raw);
  if (typeof envelope === 'string') return malformed(envelope, request);
  if (request !== null && envelope.cseq.method !== request.method) return malformed('cseq-method', request);
  return { kind: 'message', message: { ...raw, body, envelope } };
}

/** What every message needs (RFC 3261 section 8.1.1), each exactly once; or what is wrong with it. */
export function readEnvelope(message: SipMessage): Envelope | MessageProblem {
  // Every Via is looked at: an answer travels along all of them.
  const [via, ...others] = headerList(message, 'via').map(parseVia);
  if (!via || others.includes(null)) return 'via';
  const from = onlyNameAddr(message, 'from');
  if (from === null) return 'from';
  const to = onlyNameAddr(message, 'to');
  if (to === null) return 'to';
  const callId = only(message, 'call-id');
  if (callId === null || !/^\S+$/.test(callId)) return 'call-id';
  const cseq = parseCSeq(only(message, 'cseq') ?? '');
  if (cseq === null) return 'cseq';
  const hops = headerFields(message, 'max-forwards');
  if (hops.length > 1 || hops.some((it) => parseWhole(it, 255) === null)) return 'max-forwards';
  return { via, from, to, callId, cseq };
}

/** `CSeq: 1 INVITE`: RFC 3261 section 8.1.1.5, a number below 2^31 and a method. */
export function parseCSeq(value: string): CSeq | null {
  const match = /^(\d+)\s+(\S+)$/.exec(value);
  const number = parseWhole(match?.[1] ?? '', 2 ** 31 - 1);
  const method = match?.[2] ?? '';
  return number === null || !isToken(method) ? null : { number, method };
}

function onlyNameAddr(message: SipMessage, name: string): NameAddr | null {
  const value = only(message, name);
  return value === null ? null : parseNameAddr(value);
}

function only(message: SipMessage, name: string): string | null {
  const fields = headerFields(message, name);
  return fields.length === 1 ? (fields[0] ?? null) : null;
}

type Start =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

function parseStartLine(line: string): Start | MessageProblem {
  if (/^SIP\//i.test(line)) return parseStatusLine(line);
  // RFC 3261 section 7.1: single spaces, none at the end; RFC 4475 sections 3.1.2.9 and 3.1.2.10.
  const match = /^(\S+) (\S+) SIP\/(\S+)$/i.exec(line);
  const [, method = '', uri = '', version] = match ?? [];
  if (match === null) return /^\S+ .* SIP\/2\.0$/i.test(line) ? 'request-uri' : 'start-line';
  if (!isToken(method)) return 'start-line';
  if (version !== '2.0') return 'version';
  return isRequestUri(uri) ? { kind: 'request', method, uri } : 'request-uri';
}

function parseStatusLine(line: string): Start | MessageProblem {
  const match = /^SIP\/2\.0 (\d+)(?: (.*))?$/i.exec(line);
  const status = parseWhole(match?.[1] ?? '', 699);
  if (match === null) return 'start-line';
  if (status === null || status < 100) return 'status';
  return { kind: 'response', status, reason: match[2] ?? '' };
}

/** RFC 3261 section 19.1.5: headers may not stand in a Request-URI; a scheme that we do not know may. */
function isRequestUri(uri: string): boolean {
  if (!/^sips?:/i.test(uri)) return /^[a-z][a-z0-9+.-]*:[^<>"]+$/i.test(uri);
  const parsed = parseUri(uri);
  return parsed !== null && parsed.headers === null;
}

/** Enough of a request line that is wrong to answer 400 or 505. */
function looseRequest(line: string): { kind: 'request'; method: string; uri: string } {
  const [method = '', uri = ''] = line.split(' ');
  return { kind: 'request', method, uri };
}

function parseHeaders(lines: readonly string[]): HeaderField[] | null {
  const headers: HeaderField[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    if (!isToken(name)) return null;
    headers.push({ name: longName(name), value: line.slice(colon + 1).trim() });
  }
  return headers;
}

/** RFC 3261 section 7.3.1: a line that begins with a blank goes on with the one before. */
function unfold(head: string): string[] {
  const lines: string[] = [];
  let parts: string[] = [];
  for (const line of head.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length + parts.length > 1) parts.push(line.trim());
    else {
      if (parts.length > 0) lines.push(parts.join(' '));
      parts = [line];
    }
  }
  return [...lines, parts.join(' ')];
}

/** Head and what follows the empty line; line ends before the start line are skipped (RFC 3261 section 7.5). */
function cutHead(bytes: Uint8Array): { head: string; rest: Uint8Array } {
  let start = 0;
  while (bytes[start] === 13 || bytes[start] === 10) start++;
  let end = start;
  let next = bytes.length;
  for (; end < bytes.length; end++) {
    if (bytes[end] !== 10) continue;
    const behind = bytes[end + 1] === 13 ? end + 2 : end + 1;
    if (bytes[behind] !== 10) continue;
    next = behind + 1;
    break;
  }
  const head = new TextDecoder().decode(bytes.subarray(start, end)).replace(/[\r\n]+$/, '');
  return { head, rest: bytes.subarray(next) };
}

/** RFC 3261 section 18.3: what is longer than Content-Length is cut off, what is shorter is an error. */
function cutBody(message: SipMessage): Uint8Array | null {
  const fields = headerFields(message, 'content-length');
  if (fields.length === 0) return message.body;
  const length = fields.length > 1 ? null : parseWhole(fields[0] ?? '', message.body.length);
  return length === null ? null : message.body.subarray(0, length);
}

function malformed(problem: MessageProblem, request: SipRequest | null = null): ParseResult {
  return { kind: 'malformed', problem, request };
}
