import { type CallEvidence, parseReasonHeader } from '../../core/outcome/call-evidence.ts';
import type { CallEnd } from '../../sip/call-events.ts';
import { header, headerFields, type SipMessage, type SipResponse } from '../../sip/message.ts';

/** What a call's end says about it, in the words of the evidence. */
export function evidenceOfEnd(end: CallEnd): Partial<CallEvidence> {
  switch (end.cause) {
    case 'refused':
      return { policyRefused: end.reason };
    case 'rejected':
      return { ...evidenceOfResponse(end.response), releasedBy: 'them' };
    case 'cancelled':
      return { ...evidenceOfCancel(end.response), cancelledByUs: true, releasedBy: 'us' };
    case 'timeout':
      return { localTimeout: true };
    case 'transport-error':
      return { transportError: true };
    case 'hung-up-by-us':
      return { releasedBy: 'us' };
    case 'hung-up-by-them':
      return { reasons: reasonsOf(end.request), releasedBy: 'them' };
    default:
      return end satisfies never;
  }
}

/** What a final response says. */
export function evidenceOfResponse(response: SipResponse): Partial<CallEvidence> {
  const retryAfter = /^\s*(\d{1,9})/.exec(header(response, 'retry-after') ?? '')?.[1];
  return {
    sipStatus: response.status,
    reasonPhrase: response.reason,
    reasons: reasonsOf(response),
    server: header(response, 'server') ?? header(response, 'user-agent'),
    warning: header(response, 'warning'),
    callInfo: header(response, 'call-info'),
    retryAfterSeconds: retryAfter === undefined ? null : Number(retryAfter),
  };
}

function evidenceOfCancel(response: SipResponse | null): Partial<CallEvidence> {
  // A 200 that crossed our CANCEL was ended by us at once: nobody talked to anybody, so it is not the call's status.
  return response === null || response.status < 300 ? {} : evidenceOfResponse(response);
}

function reasonsOf(message: SipMessage): CallEvidence['reasons'] {
  return headerFields(message, 'reason').flatMap(parseReasonHeader);
}
