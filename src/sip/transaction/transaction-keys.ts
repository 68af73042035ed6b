import type { ReceivedRequest, ReceivedResponse } from '../message.ts';
import { BRANCH_COOKIE } from '../via.ts';

/** RFC 3261 section 17.1.3: a response belongs to the request with its branch and method. */
export function clientKey(branch: string, method: string): string {
  return `${branch} ${method}`;
}

export function clientKeyOf({ envelope }: ReceivedResponse): string {
  return clientKey(envelope.via.parameters.get('branch') ?? '', envelope.cseq.method);
}

/**
 * RFC 3261 section 17.2.3: a request is the same one again with the same branch, sender and method.
 *
 * @param method That of the transaction looked for: an ACK and a CANCEL find their INVITE by `INVITE`.
 */
export function serverKey({ uri, envelope }: ReceivedRequest, method: string): string {
  const { via, callId, cseq, from } = envelope;
  const branch = via.parameters.get('branch') ?? '';
  const sender = `${via.host}:${via.port ?? ''}`;
  // RFC 3261 section 8.1.1.7: the cookie alone names no transaction (RFC 4475 section 3.2.1).
  if (branch.startsWith(BRANCH_COOKIE) && branch !== BRANCH_COOKIE) return `${branch} ${sender} ${method}`;
  // A sender of RFC 2543: the whole request tells.
  return [uri, callId, cseq.number, from.parameters.get('tag') ?? '', sender, branch, method].join(' ');
}
