/**
 * Calls fall into classes by what the network, the clock and the caller tell; each class says what follows.
 *
 * The way of a call through this folder: `call-evidence.ts` is what was seen and stays stored; `classify.ts`
 * reads it by the rows of `sip-finals.ts` and `q850-causes.ts`; `disposition.ts` names how the attempt ended;
 * `number-sign.ts` says what it means for the number, `number-health.ts` adds the signs up, `trunk-health.ts`
 * keeps a broken trunk from accusing numbers, `please-check.ts` gathers the weak hints. All of it is pure:
 * stored evidence can be classified again by better rules at any time (DOMAIN 1.1, point 6).
 */
export type CallClass =
  | 'ANSWERED_HUMAN'
  | 'ANSWERED_MACHINE'
  | 'ANSWERED_ANNOUNCEMENT'
  | 'NO_ANSWER'
  | 'BUSY'
  | 'REJECTED'
  | 'ABSENT'
  | 'NOT_IN_SERVICE'
  | 'BAD_NUMBER'
  | 'UNWANTED'
  | 'BLOCKED'
  | 'FORWARDED'
  | 'TRUNK_FAULT'
  | 'NETWORK_FAULT'
  | 'CANCELLED'
  | 'POLICY_REFUSED'
  | 'UNKNOWN';

/** Which retry rule holds; minutes come from the campaign file, the hard caps from DOMAIN L6 and L7. */
export type RetryKind =
  | 'by-disposition'
  | 'voicemail'
  | 'recheck'
  | 'no-answer'
  | 'busy'
  | 'rejected'
  | 'absent'
  /** The person is not rung again: an objection until an organiser has looked at it. */
  | 'never'
  /** The number rests until an organiser acts; other numbers of the person go on. */
  | 'stop-number'
  /** Nothing was dialled, and nothing will be: our own guard refused. */
  | 'none'
  | 'trunk-backoff'
  | 'network-fault'
  | 'at-once'
  | 'unknown';

export interface CallClassTraits {
  /** Does it use up one of the tries a person has (DOMAIN L6, L7)? */
  readonly countsAsTry: boolean;
  /** Somebody or something at the number took part. Points go back to 0 only by the rule of `number-health.ts`. */
  readonly provesAlive: boolean;
  /** What it says of our trunk. */
  readonly trunk: 'ok' | 'fault' | 'watch' | 'reputation-alarm' | 'none';
  readonly retry: RetryKind;
}

/** DOMAIN 1.2, row by row. */
export const callClasses: Readonly<Record<CallClass, CallClassTraits>> = {
  ANSWERED_HUMAN: { countsAsTry: true, provesAlive: true, trunk: 'ok', retry: 'by-disposition' },
  // The mailbox of a number that was given to somebody else answers too: alive is not yet the right person.
  ANSWERED_MACHINE: { countsAsTry: true, provesAlive: true, trunk: 'ok', retry: 'voicemail' },
  ANSWERED_ANNOUNCEMENT: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'recheck' },
  NO_ANSWER: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'no-answer' },
  BUSY: { countsAsTry: true, provesAlive: true, trunk: 'ok', retry: 'busy' },
  REJECTED: { countsAsTry: true, provesAlive: true, trunk: 'ok', retry: 'rejected' },
  ABSENT: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'absent' },
  NOT_IN_SERVICE: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'recheck' },
  BAD_NUMBER: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'recheck' },
  UNWANTED: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'never' },
  BLOCKED: { countsAsTry: false, provesAlive: false, trunk: 'reputation-alarm', retry: 'stop-number' },
  // DOMAIN leaves "counts" open. We count it: the callee's line took part, and a free try would be tried for ever.
  // The target of a 3xx is never dialled by itself: it may be foreign or premium. The number is tried again later.
  FORWARDED: { countsAsTry: true, provesAlive: false, trunk: 'ok', retry: 'unknown' },
  TRUNK_FAULT: { countsAsTry: false, provesAlive: false, trunk: 'fault', retry: 'trunk-backoff' },
  NETWORK_FAULT: { countsAsTry: false, provesAlive: false, trunk: 'watch', retry: 'network-fault' },
  // But for one that rang before it had a caller (`next-try.ts`).
  CANCELLED: { countsAsTry: false, provesAlive: false, trunk: 'none', retry: 'at-once' },
  POLICY_REFUSED: { countsAsTry: false, provesAlive: false, trunk: 'none', retry: 'none' },
  UNKNOWN: { countsAsTry: true, provesAlive: false, trunk: 'watch', retry: 'unknown' },
};
