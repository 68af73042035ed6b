import { header, NO_BODY, type SipRequest, type SipResponse } from '../message.ts';

/** The ACK of a final response that is not 2xx (RFC 3261 section 17.1.1.3): all of the INVITE's, but To as in the response. */
export function ackOf(invite: SipRequest, response: SipResponse): SipRequest {
  const cseq = Number.parseInt(header(invite, 'cseq') ?? '', 10);
  return {
    kind: 'request',
    method: 'ACK',
    uri: invite.uri,
    headers: invite.headers.flatMap((field) => {
      if (field.name === 'to') return [{ name: 'to', value: header(response, 'to') ?? field.value }];
      if (field.name === 'cseq') return [{ name: 'cseq', value: `${cseq} ACK` }];
      return KEPT.has(field.name) ? [field] : [];
    }),
    body: NO_BODY,
  };
}

const KEPT = new Set(['via', 'max-forwards', 'from', 'call-id', 'route']);
