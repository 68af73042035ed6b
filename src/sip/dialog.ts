import type { Address } from './address.ts';
import {
  type HeaderField,
  header,
  headerList,
  NO_BODY,
  type ReceivedResponse,
  type SipRequest,
} from './message.ts';
import { parseNameAddr } from './name-addr.ts';
import { parseUri } from './uri.ts';

/** What two sides share of a call (RFC 3261 section 12), seen from who called. */
export interface Dialog {
  readonly callId: string;
  /** From and To as we write them. */
  readonly local: string;
  readonly remote: string;
  readonly remoteTag: string;
  /** Where its next request goes: the Contact of the other side. */
  readonly remoteTarget: string;
  /** As Route headers will name them, the nearest first. */
  readonly routes: readonly string[];
}

/** The dialog that a response to our INVITE opens (RFC 3261 section 12.1.2). */
export function dialogFrom(invite: SipRequest, response: ReceivedResponse): Dialog {
  const contact = parseNameAddr(headerList(response, 'contact')[0] ?? '');
  return {
    callId: response.envelope.callId,
    local: header(invite, 'from') ?? '',
    remote: header(response, 'to') ?? '',
    remoteTag: tagOf(response),
    // A peer without a Contact is wrong (section 12.1.1), but can be hung up on where we called it.
    remoteTarget: contact?.uri ?? invite.uri,
    routes: headerList(response, 'record-route').reverse(),
  };
}

export function tagOf({ envelope }: ReceivedResponse): string {
  return envelope.to.parameters.get('tag') ?? '';
}

/** A request inside a dialog (RFC 3261 section 12.2.1.1), still without its Via. */
export function requestInDialog(
  dialog: Dialog,
  request: {
    readonly method: string;
    readonly cseq: number;
    readonly headers: readonly HeaderField[];
    readonly body?: Uint8Array;
  },
): SipRequest {
  const { uri, routes } = routed(dialog);
  return {
    kind: 'request',
    method: request.method,
    uri,
    headers: [
      ...routes.map((value) => ({ name: 'route', value })),
      { name: 'max-forwards', value: '70' },
      { name: 'from', value: dialog.local },
      { name: 'to', value: dialog.remote },
      { name: 'call-id', value: dialog.callId },
      { name: 'cseq', value: `${request.cseq} ${request.method}` },
      ...request.headers,
    ],
    body: request.body ?? NO_BODY,
  };
}

/**
 * Where a request of the dialog is sent.
 *
 * Only an IP address is taken from the other side's words. A name goes to the trunk: asking the DNS in the middle
 * of a call (RFC 3263) would hold up the ACK, and the trunk knows its own names.
 */
export function nextHop(dialog: Dialog, trunk: Address): Address {
  const route = dialog.routes[0];
  const uri = parseUri(route === undefined ? dialog.remoteTarget : (parseNameAddr(route)?.uri ?? ''));
  if (uri === null || !/^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/.test(uri.host)) return trunk;
  return { host: uri.host.replace(/^\[|\]$/g, ''), port: uri.port ?? 5060 };
}

function routed({ remoteTarget, routes }: Dialog): { uri: string; routes: readonly string[] } {
  const first = parseNameAddr(routes[0] ?? '');
  const isLoose = first === null || parseUri(first.uri)?.parameters.has('lr') !== false;
  // RFC 3261 section 12.2.1.1: a strict router gets its own address as the Request-URI, the target comes last.
  return isLoose
    ? { uri: remoteTarget, routes }
    : { uri: first.uri, routes: [...routes.slice(1), `<${remoteTarget}>`] };
}
