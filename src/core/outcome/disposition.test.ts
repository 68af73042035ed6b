import { describe, expect, it } from 'vitest';
import { type CallClass, callClasses } from './call-class.ts';
import {
  classOfAnswer,
  countsAsReached,
  type Disposition,
  dispositionOf,
  dispositions,
} from './disposition.ts';

/** DOMAIN 6.3, a row per outcome: key, AAPOR, group, Zetkin, reached by itself, ends the contact, effect on the number. */
const rows: readonly (readonly [Disposition, string, string, number | null, boolean, boolean, string])[] = [
  ['conversation-complete', '1.1', 'I', 1, true, true, 'alive'],
  ['conversation-partial', '1.2', 'P', 1, true, true, 'alive'],
  ['callback-agreed', '2.2x', 'NC', 13, true, false, 'alive'],
  ['no-time', '2.20', 'NC', 13, true, false, 'alive'],
  ['not-interested', '2.11', 'R', null, true, true, 'alive'],
  ['objection', '2.11', 'R', null, false, true, 'alive'],
  ['third-person', '2.21', 'NC', 14, false, false, 'alive'],
  ['language-health', '2.3x', 'O', null, false, true, 'alive'],
  ['voicemail', '3.14', 'UH', null, false, false, 'alive'],
  ['voicemail-message', '2.22', 'NC', 15, false, false, 'alive'],
  ['no-answer', '3.13', 'UH', 11, false, false, 'none'],
  ['busy', '3.12', 'UH', 12, false, false, 'none'],
  ['technical', '3.16', 'UH', null, false, false, 'none'],
  ['not-in-service', '4.3x', 'not-eligible', 21, false, false, 'announcement-report'],
  ['number-changed', '4.41', 'number', null, false, false, 'new-number'],
  ['fax-data', '4.2', 'number', null, false, false, 'announcement-report'],
  ['wrong-person', '4.x', 'number', 21, false, false, 'wrong-person'],
  ['deceased', '4.7', 'not-eligible', null, false, true, 'none'],
  ['resigned', '4.7', 'not-eligible', null, false, true, 'none'],
  ['blocked', '3.15', 'UO', null, false, false, 'none'],
];

describe('dispositions (DOMAIN 6.3)', () => {
  it('has a test row for each of the 20 outcomes of 6.3', () =>
    expect(new Set(rows.map(([key]) => key)).size).toBe(20));

  it.each(rows)('%s', (key, aapor, group, zetkin, reachedMember, endsContact, numberEffect) => {
    expect(dispositions[key]).toEqual({ aapor, group, zetkin, reachedMember, endsContact, numberEffect });
  });

  it.each([
    ['conversation-complete', false, true],
    ['callback-agreed', false, true],
    ['objection', true, true],
    ['objection', false, false],
    ['resigned', true, true],
    ['resigned', false, false],
    ['deceased', true, false],
    ['wrong-person', true, false],
    ['third-person', true, false],
    ['voicemail', true, false],
    ['lost', true, false],
  ] as const)('%s, talked with the member %s: reached %s', (key, talked, expected) => {
    expect(countsAsReached(key, talked)).toBe(expected);
  });

  it('no disposition that the network gives by itself makes a person reached or the Zetkin state a success', () => {
    for (const callClass of classes) {
      const own = dispositionOf(callClass);
      if (own === null) continue;
      expect(countsAsReached(own, false)).toBe(false);
      expect(dispositions[own].zetkin).not.toBe(1);
    }
  });
});

// `callClasses` has every class as a key: the type says so.
const classes = Object.keys(callClasses) as CallClass[];

/** What a call that nobody answered is called by itself; null: the caller says it. */
const own: Readonly<Record<CallClass, Disposition | null>> = {
  ANSWERED_HUMAN: null,
  ANSWERED_MACHINE: null,
  ANSWERED_ANNOUNCEMENT: null,
  NO_ANSWER: 'no-answer',
  BUSY: 'busy',
  REJECTED: 'rejected',
  ABSENT: 'absent',
  NOT_IN_SERVICE: 'not-in-service',
  BAD_NUMBER: 'bad-number',
  UNWANTED: 'unwanted',
  BLOCKED: 'blocked',
  FORWARDED: 'forwarded',
  TRUNK_FAULT: 'technical',
  NETWORK_FAULT: 'technical',
  CANCELLED: 'cancelled',
  POLICY_REFUSED: 'policy-refused',
  UNKNOWN: 'unknown',
};

describe('classes and dispositions', () => {
  it.each(classes)('%s has its own disposition or waits for the caller', (callClass) => {
    expect(dispositionOf(callClass)).toBe(own[callClass]);
  });

  it('an unknown call is never called a wrong number (Zetkin 21)', () => {
    expect(dispositions.unknown.zetkin).toBeNull();
    expect(dispositions.technical.zetkin).toBeNull();
  });

  it.each([
    ['conversation-complete', 'ANSWERED_HUMAN'],
    ['wrong-person', 'ANSWERED_HUMAN'],
    ['lost', 'ANSWERED_HUMAN'],
    ['voicemail', 'ANSWERED_MACHINE'],
    ['voicemail-message', 'ANSWERED_MACHINE'],
    ['not-in-service', 'ANSWERED_ANNOUNCEMENT'],
    ['fax-data', 'ANSWERED_ANNOUNCEMENT'],
    ['technical', 'UNKNOWN'],
  ] as const)('an answered call of which the caller says %s is %s', (said, callClass) => {
    expect(classOfAnswer(said)).toBe(callClass);
  });

  it('an answered call always counts as a try', () => {
    // `dispositions` has every disposition as a key: the type says so.
    for (const said of Object.keys(dispositions) as Disposition[]) {
      expect(callClasses[classOfAnswer(said)].countsAsTry).toBe(true);
    }
  });
});

describe('classes (DOMAIN 1.2)', () => {
  const counted = classes.filter((it) => callClasses[it].countsAsTry);
  it('only faults, cancellations, refusals and blocks are no try', () => {
    const free = classes.filter((it) => !counted.includes(it));
    expect(free).toEqual(['BLOCKED', 'TRUNK_FAULT', 'NETWORK_FAULT', 'CANCELLED', 'POLICY_REFUSED']);
  });
  it('has all 17 classes', () => expect(classes).toHaveLength(17));
  it('a person who marked us as unwanted is not rung again', () =>
    expect(callClasses.UNWANTED.retry).toBe('never'));
});
