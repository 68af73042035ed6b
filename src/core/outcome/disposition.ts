import type { CallClass } from './call-class.ts';

/**
 * How an attempt ended, in the words of DOMAIN 6.3: what the caller chooses, or what follows from the class of a
 * call that nobody answered. The second block has no row in 6.3; it names what happens without a caller's word.
 */
export type Disposition =
  | 'conversation-complete'
  | 'conversation-partial'
  | 'callback-agreed'
  | 'no-time'
  | 'not-interested'
  | 'objection'
  | 'third-person'
  | 'language-health'
  | 'voicemail'
  | 'voicemail-message'
  | 'no-answer'
  | 'busy'
  | 'technical'
  | 'not-in-service'
  | 'number-changed'
  | 'fax-data'
  | 'wrong-person'
  | 'deceased'
  | 'resigned'
  | 'blocked'
  // Not in 6.3:
  | 'rejected'
  | 'absent'
  | 'bad-number'
  | 'forwarded'
  | 'unwanted'
  | 'unknown'
  | 'cancelled'
  | 'policy-refused'
  /** Answered, and no caller in time (core/pacing/abandonment.ts). */
  | 'abandoned'
  /** Settled by recovery: the attempt was in flight when its lease ran out, and its caller finishes it by hand. */
  | 'lost';

/** AAPOR's groups: interview, partial, refusal, non-contact, other, unknown household or other; `number` is the number's own. */
export type AaporGroup = 'I' | 'P' | 'R' | 'NC' | 'O' | 'UH' | 'UO' | 'not-eligible' | 'number' | 'none';

/** What the disposition says of the number that was dialled; counted by `number-sign.ts`. */
export type NumberEffect = 'alive' | 'announcement-report' | 'wrong-person' | 'new-number' | 'none';

export interface DispositionTraits {
  /** AAPOR code as far as DOMAIN 6.3 gives one. */
  readonly aapor: string | null;
  readonly group: AaporGroup;
  /** Zetkin call state: 1 success, 11 no pickup, 12 busy, 13 call back, 14 not available, 15 message, 21 wrong number. */
  readonly zetkin: 1 | 11 | 12 | 13 | 14 | 15 | 21 | null;
  /** Does it by itself mean a talk with the member (Decisions, "Reached")? See `countsAsReached`. */
  readonly reachedMember: boolean;
  /** The person is not called again in this campaign. */
  readonly endsContact: boolean;
  readonly numberEffect: NumberEffect;
}

/** DOMAIN 6.3, row by row, then the dispositions that nobody chooses. */
export const dispositions: Readonly<Record<Disposition, DispositionTraits>> = {
  'conversation-complete': row('1.1', 'I', 1, { reached: true, ends: true, effect: 'alive' }),
  // Who broke off is not rung again; a line that dropped is a callback or is dialled again by the caller.
  'conversation-partial': row('1.2', 'P', 1, { reached: true, ends: true, effect: 'alive' }),
  // Zetkin 14 when somebody else agreed it. Welcome calls report callbacks apart from the group.
  'callback-agreed': row('2.2x', 'NC', 13, { reached: true, effect: 'alive' }),
  'no-time': row('2.20', 'NC', 13, { reached: true, effect: 'alive' }),
  'not-interested': row('2.11', 'R', null, { reached: true, ends: true, effect: 'alive' }),
  // Often told without a talk, or by mail: whether one took place is asked (`countsAsReached`).
  objection: row('2.11', 'R', null, { ends: true, effect: 'alive' }),
  'third-person': row('2.21', 'NC', 14, { effect: 'alive' }),
  'language-health': row('2.3x', 'O', null, { ends: true, effect: 'alive' }),
  voicemail: row('3.14', 'UH', null, { effect: 'alive' }),
  'voicemail-message': row('2.22', 'NC', 15, { effect: 'alive' }),
  'no-answer': row('3.13', 'UH', 11, {}),
  busy: row('3.12', 'UH', 12, {}),
  technical: row('3.16', 'UH', null, {}),
  'not-in-service': row('4.3x', 'not-eligible', 21, { effect: 'announcement-report' }),
  'number-changed': row('4.41', 'number', null, { effect: 'new-number' }),
  // Nobody can be spoken to there: as with an announcement, a second caller must hear it too (DOMAIN 1.2).
  'fax-data': row('4.2', 'number', null, { effect: 'announcement-report' }),
  'wrong-person': row('4.x', 'number', 21, { effect: 'wrong-person' }),
  deceased: row('4.7', 'not-eligible', null, { ends: true }),
  resigned: row('4.7', 'not-eligible', null, { ends: true }),
  blocked: row('3.15', 'UO', null, {}),

  rejected: row('2.20', 'NC', null, {}),
  absent: row('3.13', 'UH', 11, {}),
  'bad-number': row('4.3x', 'number', 21, {}),
  forwarded: row(null, 'UO', null, {}),
  // 607: somebody marked us as unwanted. Treated as an objection until an organiser has looked at it (DOMAIN 1.2).
  unwanted: row('2.11', 'R', null, { ends: true }),
  unknown: row(null, 'UO', null, {}),
  cancelled: row(null, 'none', null, {}),
  'policy-refused': row(null, 'none', null, {}),
  abandoned: row(null, 'UO', null, {}),
  lost: row(null, 'none', null, {}),
};

/** Those that only the caller or recovery can tell apart from a talk by asking: was the member spoken to? */
export const talkIsAsked: ReadonlySet<Disposition> = new Set(['objection', 'language-health', 'resigned']);

/**
 * Does an attempt with this disposition make its person `reached` (Decisions)?
 *
 * @param talkedWithMember The caller's flag: an objection or a resignation told in a talk with the member counts,
 *   one told by somebody else or by mail does not.
 */
export function countsAsReached(disposition: Disposition, talkedWithMember: boolean): boolean {
  return dispositions[disposition].reachedMember || (talkIsAsked.has(disposition) && talkedWithMember);
}

/**
 * The disposition that a call gets by itself; null when it was answered, for then the caller says it.
 */
export function dispositionOf(callClass: CallClass): Disposition | null {
  switch (callClass) {
    case 'ANSWERED_HUMAN':
    case 'ANSWERED_MACHINE':
    case 'ANSWERED_ANNOUNCEMENT':
      return null;
    case 'NO_ANSWER':
      return 'no-answer';
    case 'BUSY':
      return 'busy';
    case 'REJECTED':
      return 'rejected';
    case 'ABSENT':
      return 'absent';
    case 'NOT_IN_SERVICE':
      return 'not-in-service';
    case 'BAD_NUMBER':
      return 'bad-number';
    case 'UNWANTED':
      return 'unwanted';
    case 'BLOCKED':
      return 'blocked';
    case 'FORWARDED':
      return 'forwarded';
    case 'TRUNK_FAULT':
    case 'NETWORK_FAULT':
      return 'technical';
    case 'CANCELLED':
      return 'cancelled';
    case 'POLICY_REFUSED':
      return 'policy-refused';
    case 'UNKNOWN':
      return 'unknown';
    default:
      return unforeseen(callClass);
  }
}

/** The class of an answered call, once its caller has said what was at the other end (DOMAIN 5.3: nothing else decides it). */
export function classOfAnswer(callerSaid: Disposition): CallClass {
  switch (callerSaid) {
    case 'voicemail':
    case 'voicemail-message':
      return 'ANSWERED_MACHINE';
    case 'not-in-service':
    case 'bad-number':
    case 'number-changed':
    case 'fax-data':
      return 'ANSWERED_ANNOUNCEMENT';
    case 'conversation-complete':
    case 'conversation-partial':
    case 'callback-agreed':
    case 'no-time':
    case 'not-interested':
    case 'objection':
    case 'unwanted':
    case 'third-person':
    case 'language-health':
    case 'wrong-person':
    case 'deceased':
    case 'resigned':
    case 'rejected':
    case 'cancelled':
    case 'abandoned':
    // Nobody knows who was there: the reading that spares the person a second call too soon.
    case 'lost':
      return 'ANSWERED_HUMAN';
    // A line that carried no voice, a ringing or a busy tone behind a 200: a try, and nothing is known of the number.
    case 'technical':
    case 'no-answer':
    case 'busy':
    case 'absent':
    case 'blocked':
    case 'forwarded':
    case 'unknown':
    case 'policy-refused':
      return 'UNKNOWN';
    default:
      return unforeseen(callerSaid);
  }
}

/**
 * The class of a call that nobody answered, by its caller's word alone; undefined where that word tells of an answer.
 *
 * A caller who could not get through ("technical") has met a fault of the own phone or its network: no try of the person.
 */
export function classOfUnanswered(callerSaid: Disposition): CallClass | undefined {
  return unanswered[callerSaid];
}

const unanswered: { readonly [Word in Disposition]?: CallClass } = {
  ...{
    'no-answer': 'NO_ANSWER',
    busy: 'BUSY',
    rejected: 'REJECTED',
    absent: 'ABSENT',
    technical: 'NETWORK_FAULT',
  },
  ...{ 'not-in-service': 'NOT_IN_SERVICE', 'number-changed': 'NOT_IN_SERVICE', 'bad-number': 'BAD_NUMBER' },
};

interface RowFlags {
  readonly reached?: boolean;
  readonly ends?: boolean;
  readonly effect?: NumberEffect;
}

function row(
  aapor: string | null,
  group: AaporGroup,
  zetkin: DispositionTraits['zetkin'],
  flags: RowFlags,
): DispositionTraits {
  return {
    aapor,
    group,
    zetkin,
    reachedMember: flags.reached ?? false,
    endsContact: flags.ends ?? false,
    numberEffect: flags.effect ?? 'none',
  };
}

function unforeseen(value: never): never {
  throw new RangeError(`unforeseen ${String(value)}`);
}
