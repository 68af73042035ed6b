import { type HeaderField, headerList, type ReceivedRequest } from './message.ts';

/** How a request of the other side is answered. */
export interface RequestAnswer {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  /** With our session description as body, unchanged. */
  readonly hasAudio: boolean;
}

export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO';
const ALLOWED: HeaderField = { name: 'allow', value: ALLOW };
const IN_DIALOG = new Set(['BYE', 'OPTIONS', 'INFO', 'INVITE', 'UPDATE']);

/**
 * What a side that places calls and takes none answers (RFC 3261 section 8.2).
 *
 * @param dialog Whether the request lies in a dialog of ours; null: it does not say that it lies in one.
 */
export function answerRequest(request: ReceivedRequest, dialog: 'known' | 'unknown' | null): RequestAnswer {
  const unknown = headerList(request, 'require').filter((it) => it.toLowerCase() !== '100rel');
  // RFC 3261 section 8.2.2.3.
  if (unknown.length > 0) return plain(420, { name: 'unsupported', value: unknown.join(', ') });
  if (dialog === null) return outside(request.method);
  // RFC 3261 section 12.2.2.
  if (dialog === 'unknown') return plain(481);
  if (!IN_DIALOG.has(request.method)) return plain(405, ALLOWED);
  // RFC 3261 section 14.2, RFC 3311: our side stays as it is, whatever the other side changes. When the other side
  // refreshes the session (RFC 4028), it looks like this too.
  const isOffer = request.method === 'INVITE' || (request.method === 'UPDATE' && request.body.length > 0);
  const type = isOffer ? [{ name: 'content-type', value: 'application/sdp' }] : [];
  return { status: 200, headers: [ALLOWED, ...type], hasAudio: isOffer };
}

function outside(method: string): RequestAnswer {
  switch (method) {
    case 'OPTIONS':
      // RFC 3261 section 11.2.
      return plain(200, ALLOWED, { name: 'accept', value: 'application/sdp' });
    case 'INVITE':
      return plain(403);
    case 'BYE':
      return plain(481);
    default:
      return plain(405, ALLOWED);
  }
}

function plain(status: number, ...headers: HeaderField[]): RequestAnswer {
  return { status, headers, hasAudio: false };
}
