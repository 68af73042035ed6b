import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptId, NumberId } from '../ids.ts';
import { DAY, HOUR, MINUTE } from '../instant.ts';
import { type CallEvidence, noEvidence } from './call-evidence.ts';
import { classify } from './classify.ts';
import type { Disposition } from './disposition.ts';
import { bringsNews, type NumberHealth, numberHealth } from './number-health.ts';
import { type NumberSign, numberSign, signsOfCall } from './number-sign.ts';

/** Tuesday 13 March 2012, 16:00 in UTC; days of the tests are UTC days. */
const START = Date.UTC(2012, 2, 13, 16);
const ids = (name: string) => name as AttemptId; // A test's own ids need no UUID.

/** A sign `hours` after the start, valid and without a word of anybody unless the test says otherwise. */
function sign(hours: number, changes: Partial<NumberSign> = {}): NumberSign {
  const at = START + hours * HOUR;
  return {
    attemptId: ids(`attempt-${hours}`),
    at,
    day: dayOf(at),
    tenths: 0,
    announcementReported: false,
    callerAccountId: null,
    alertedSeconds: 0,
    confirmedConversation: false,
    answeredByMachine: false,
    incomplete: false,
    wrongPerson: false,
    validity: 'valid',
    ...changes,
  };
}

const network = (hours: number, tenths: number, more: Partial<NumberSign> = {}) =>
  sign(hours, { tenths, ...more });
const report = (hours: number, caller: string, more: Partial<NumberSign> = {}) =>
  sign(hours, { announcementReported: true, callerAccountId: caller, ...more });
const incomplete = (hours: number, more: Partial<NumberSign> = {}) =>
  sign(hours, { tenths: 5, incomplete: true, ...more });
const rang = (hours: number, alertedSeconds: number) => sign(hours, { alertedSeconds });

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

type Row = readonly [string, readonly NumberSign[], Partial<NumberHealth>];

const rows: readonly Row[] = [
  ['nothing known', [], { state: 'unverified', tenths: 0, reason: 'no-sign', needsRecheckNotBefore: null }],
  ['a busy line says nothing', [sign(0)], { state: 'unverified', reason: 'no-sign' }],

  // suspected
  ['0.5 is not suspected', [network(0, 5)], { state: 'unverified', tenths: 5, reason: 'few-points' }],
  [
    '0.6 is suspected and rests 20 h',
    [network(0, 6)],
    { state: 'suspected', needsRecheckNotBefore: START + 20 * HOUR, rechecksDone: 0, reason: 'points' },
  ],
  ['0.3 twice is suspected', [network(0, 3), network(24, 3)], { state: 'suspected', tenths: 6 }],
  ['one 1.0 is suspected, not invalid', [network(0, 10)], { state: 'suspected' }],
  [
    'one valid re-check without points leaves one more',
    [network(0, 6), sign(24)],
    { state: 'suspected', rechecksDone: 1, isExhausted: false, needsRecheckNotBefore: START + 44 * HOUR },
  ],
  [
    'two valid re-checks without enough points end it: suspected for good',
    [network(0, 6), sign(24), network(48, 5)],
    {
      state: 'suspected',
      rechecksDone: 2,
      isExhausted: true,
      needsRecheckNotBefore: null,
      reason: 'rechecks-used-up',
    },
  ],
  [
    'a voided re-check does not count and is repeated',
    [network(0, 6), sign(24), network(48, 6, { validity: 'void' })],
    {
      state: 'suspected',
      tenths: 6,
      rechecksDone: 1,
      isExhausted: false,
      needsRecheckNotBefore: START + 44 * HOUR,
    },
  ],
  [
    'a call within 20 h is no re-check',
    [network(0, 6), sign(19), sign(24), sign(43)],
    { rechecksDone: 1, isExhausted: false },
  ],
  [
    'points before the suspicion are no re-checks',
    [network(0, 3), network(24, 3), sign(48)],
    { rechecksDone: 1, isExhausted: false },
  ],

  // invalid, machine only
  [
    '1.0 and 0.6 on two days',
    [network(0, 10), network(24, 6)],
    { state: 'invalid', tenths: 16, reason: 'machine-twice', needsRecheckNotBefore: null },
  ],
  ['1.0 and 0.5 on two days', [network(0, 10), network(24, 5)], { state: 'suspected', tenths: 15 }],
  ['1.0 twice at exactly 20 h', [network(0, 10), network(20, 10)], { state: 'invalid' }],
  ['1.0 twice at 19.9 h', [network(0, 10), network(19.9, 10)], { state: 'suspected', tenths: 20 }],
  ['1.0 twice on one calendar day', [network(-15.9, 10), network(5, 10)], { state: 'suspected', tenths: 20 }],
  [
    '0.6 three times on three days',
    [network(0, 6), network(24, 6), network(48, 6)],
    { state: 'invalid', rechecksDone: 2, isExhausted: false },
  ],
  ['0.8 twice on two days', [network(0, 8), network(24, 8)], { state: 'invalid' }],
  [
    '1.0 twice, one of them void',
    [network(0, 10), network(24, 10, { validity: 'void' })],
    { state: 'suspected', tenths: 10 },
  ],
  [
    '1.0 twice, one of them not decided yet',
    [network(0, 10), network(24, 10, { validity: 'pending' })],
    { state: 'suspected', tenths: 10, isPending: true },
  ],
  [
    '1.0 twice, one of them rang',
    [network(0, 10), network(24, 10, { alertedSeconds: 0.5 })],
    { state: 'suspected', tenths: 20 },
  ],
  ['a busy line does not wait for the gate', [sign(0, { validity: 'pending' })], { isPending: false }],

  // invalid, mixed
  [
    'network 0.6, then a caller’s report',
    [network(0, 6), report(24, 'anna')],
    { state: 'invalid', reason: 'machine-and-human' },
  ],
  [
    'network 0.6 and a report the same hour',
    [network(0, 6), report(1, 'anna')],
    { state: 'invalid', reason: 'machine-and-human' },
  ],
  ['network 0.5 and a report', [network(0, 5), report(24, 'anna')], { state: 'suspected', tenths: 15 }],
  [
    'one call with both is one signal',
    [network(0, 10, { announcementReported: true, callerAccountId: 'anna' })],
    { state: 'suspected', tenths: 10 },
  ],
  [
    'one call told twice is one signal',
    [network(0, 10), report(0, 'anna')],
    { state: 'suspected', tenths: 10 },
  ],
  [
    'one call with both, then 0.6',
    [network(0, 10, { announcementReported: true }), network(1, 6)],
    { state: 'invalid', reason: 'machine-and-human' },
  ],
  ['the higher value counts', [network(0, 5, { announcementReported: true })], { tenths: 10 }],
  [
    'network 0.6 void, and a report',
    [network(0, 6, { validity: 'void' }), report(1, 'anna')],
    { state: 'suspected', tenths: 10 },
  ],

  // invalid, human only
  [
    'two reports by two callers',
    [report(0, 'anna'), report(3, 'ben')],
    { state: 'invalid', reason: 'two-callers' },
  ],
  ['two reports by one caller', [report(0, 'anna'), report(24, 'anna')], { state: 'suspected', tenths: 20 }],
  [
    'reports of unknown callers are not two callers',
    [report(0, 'anna'), sign(24, { announcementReported: true })],
    { state: 'suspected' },
  ],

  // wrong person
  [
    'one report of a wrong person',
    [sign(0, { wrongPerson: true })],
    { linkState: 'wrong-person', reason: 'wrong-person', state: 'unverified' },
  ],
  [
    'a wrong person counts at once, whatever the trunk did',
    [sign(0, { wrongPerson: true, validity: 'void' })],
    { linkState: 'wrong-person' },
  ],

  // reset
  [
    '10 s of 180 bring the points to 0',
    [network(0, 10), rang(24, 10)],
    { state: 'reachable', tenths: 0, reason: 'alive' },
  ],
  ['9.9 s of 180 do not', [network(0, 10), rang(24, 9.9)], { state: 'suspected', tenths: 10 }],
  [
    'a conversation brings the points to 0',
    [network(0, 10), sign(24, { confirmedConversation: true })],
    { state: 'reachable', tenths: 0 },
  ],
  [
    'a mailbox brings the points to 0',
    [network(0, 10), sign(24, { answeredByMachine: true })],
    { state: 'reachable', tenths: 0 },
  ],
  [
    'a sign of life counts even in a voided window',
    [network(0, 10), { ...rang(24, 12), validity: 'void' }],
    { state: 'reachable' },
  ],
  [
    'points before a ringing are gone for good',
    [network(0, 10), rang(24, 12), network(48, 10)],
    { state: 'suspected', tenths: 10 },
  ],
  [
    'points after a ringing count anew',
    [rang(-24, 12), network(0, 10), network(24, 10)],
    { state: 'invalid' },
  ],
  [
    'an invalid number that rings is reachable again',
    [network(0, 10), network(24, 10), rang(48, 20)],
    { state: 'reachable' },
  ],
  [
    'a 404 after 12 s of ringing has no points',
    [network(0, 10, { alertedSeconds: 12 })],
    { state: 'reachable', tenths: 0 },
  ],
  [
    'what the caller heard after 12 s of ringing counts',
    [network(0, 10), report(24, 'anna', { alertedSeconds: 12 })],
    { state: 'suspected', tenths: 10 },
  ],
  [
    'the network’s points of a call that rang 12 s do not stand beside a later report',
    [
      network(0, 10, { alertedSeconds: 12, announcementReported: true, callerAccountId: 'anna' }),
      report(24, 'anna'),
    ],
    { state: 'suspected', tenths: 20 },
  ],

  // incomplete (Decisions)
  [
    'incomplete once is tried once more',
    [incomplete(0)],
    { state: 'unverified', needsRecheckNotBefore: START + 20 * HOUR, reason: 'incomplete-once' },
  ],
  [
    'incomplete twice on two days',
    [incomplete(0), incomplete(24)],
    { state: 'invalid', isIncomplete: true, reason: 'incomplete-twice' },
  ],
  [
    'incomplete twice, though our parser knew it',
    [incomplete(0, { tenths: 0 }), incomplete(24, { tenths: 0 })],
    { state: 'invalid', isIncomplete: true },
  ],
  [
    'incomplete twice within 20 h',
    [incomplete(0), incomplete(19)],
    { state: 'suspected', isIncomplete: false, needsRecheckNotBefore: START + 39 * HOUR },
  ],
  [
    'incomplete twice, one void',
    [incomplete(0), incomplete(24, { validity: 'void' })],
    { state: 'unverified', needsRecheckNotBefore: START + 20 * HOUR },
  ],
  [
    'incomplete, then busy on another day: nothing more to check',
    [incomplete(0), sign(24)],
    { state: 'unverified', needsRecheckNotBefore: null, reason: 'few-points' },
  ],
];

describe('from signs to "out of date" (DOMAIN 1.7)', () => {
  it.each(rows)('%s', (_name, signs, expected) => {
    expect(numberHealth(signs)).toMatchObject(expected);
    expect(numberHealth(signs.toReversed())).toEqual(numberHealth(signs));
  });

  it('a number that was replaced stays so', () => {
    const health = numberHealth([network(0, 10), network(24, 10)], { isReplaced: true });
    expect(health).toMatchObject({ state: 'replaced', needsRecheckNotBefore: null, reason: 'replaced' });
  });
});

const options = { minRingSeconds: 20, numberType: 'fixed-line', ownParserSaysComplete: true } as const;

function signFor(evidence: CallEvidence, callerSaid: Parameters<typeof numberSign>[0]['callerSaid'] = null) {
  const said = callerSaid === null ? {} : { callerSaid };
  const classification = classify(evidence, { ...options, ...said });
  const call = { attemptId: ids('a'), at: START, day: dayOf(START), callerAccountId: 'anna' };
  return numberSign({ ...call, evidence, classification, callerSaid, validity: 'valid' });
}

const final = (sipStatus: number, ms: Partial<CallEvidence['ms']> = {}): CallEvidence => ({
  ...noEvidence,
  sipStatus,
  ms: { ...noEvidence.ms, ended: 30_000, ...ms },
});
const ours = { cancelledByUs: true };

describe('the sign of a call', () => {
  it('has the network’s points', () =>
    expect(signFor(final(404))).toMatchObject({ tenths: 6, alertedSeconds: 0 }));
  it('is none when our trunk failed, even if it had rung', () => {
    expect(signFor(final(503, { ringing: 1000 }))).toBeNull();
    expect(signFor({ ...noEvidence, localTimeout: true })).toBeNull();
    expect(signFor(final(503), 'not-in-service')).toBeNull();
  });
  it('is none when our guard refused', () =>
    expect(signFor({ ...noEvidence, policyRefused: 'premium' })).toBeNull());
  it('is none when the network failed', () => expect(signFor(final(504))).toBeNull());
  it('is none when we cancelled early', () => expect(signFor({ ...final(487), ...ours })).toBeNull());
  it('is a sign of life when a cancelled call had rung for 10 s', () => {
    expect(signFor({ ...final(487, { ringing: 18_000 }), ...ours })).toMatchObject({ alertedSeconds: 12 });
  });
  it('is the caller’s report when the announcement was heard before our cancel', () => {
    const heard = signFor({ ...final(487, { progress: 500 }), ...ours }, 'not-in-service');
    expect(heard).toMatchObject({ tenths: 0, announcementReported: true, callerAccountId: 'anna' });
  });
  it('is a mailbox, not a conversation, when the caller says so', () => {
    expect(signFor(final(200, { answered: 9000 }), 'voicemail')).toMatchObject({
      confirmedConversation: false,
      answeredByMachine: true,
    });
  });
  it('is a conversation when somebody else in the household spoke', () => {
    expect(signFor(final(200, { answered: 9000 }), 'third-person')).toMatchObject({
      confirmedConversation: true,
    });
  });
  it('is a wrong person’s when the caller says so', () => {
    expect(signFor(final(200, { answered: 9000 }), 'wrong-person')).toMatchObject({
      wrongPerson: true,
      confirmedConversation: false,
    });
  });
  it('counts a 410 and a 604 on two days as invalid, from evidence to health', () => {
    const first = signFor(final(410));
    const second = signFor(final(604));
    if (!first || !second) throw new Error('both are signs');
    const later = { ...second, attemptId: ids('b'), at: START + DAY, day: dayOf(START + DAY) };
    expect(numberHealth([first, later])).toMatchObject({ state: 'invalid', tenths: 18 });
  });
});

const anySign = fc
  .record({
    attempt: fc.integer({ min: 0, max: 12 }),
    hours: fc.integer({ min: 0, max: 120 }),
    tenths: fc.constantFrom(0, 2, 3, 5, 6, 8, 10),
    announcementReported: fc.boolean(),
    callerAccountId: fc.constantFrom('anna', 'ben', null),
    alertedSeconds: fc.constantFrom(0, 0, 0, 4, 12),
    confirmedConversation: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
    answeredByMachine: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
    incomplete: fc.boolean(),
    wrongPerson: fc.boolean(),
    validity: fc.constantFrom('valid' as const, 'void' as const, 'pending' as const),
  })
  .map(({ attempt, hours, ...more }) => sign(hours, { ...more, attemptId: ids(`attempt-${attempt}`) }));
const anyHistory = fc.array(anySign, { maxLength: 14 });
/** Histories in which each sign is an attempt of its own. */
const anyCalls = anyHistory.map((signs) =>
  signs.map((it, index) => ({ ...it, attemptId: ids(`attempt-${index}`) })),
);

describe('any history', () => {
  it('is judged alike in whatever order its signs come', () => {
    const shuffled = anyHistory.chain((signs) =>
      fc.tuple(fc.constant(signs), fc.shuffledSubarray(signs, { minLength: signs.length })),
    );
    fc.assert(
      fc.property(shuffled, ([signs, other]) => {
        expect(numberHealth(other)).toEqual(numberHealth(signs));
      }),
    );
  });

  it('without a valid sign against the number is never invalid nor suspected', () => {
    const harmless = anyCalls.map((signs) =>
      signs.map((it) =>
        it.validity === 'valid' ? { ...it, tenths: 0, announcementReported: false, incomplete: false } : it,
      ),
    );
    fc.assert(
      fc.property(harmless, (signs) => {
        expect(['unverified', 'reachable']).toContain(numberHealth(signs).state);
      }),
    );
  });

  it('with one call against the number alone is never invalid', () => {
    fc.assert(
      fc.property(anySign, (only) => {
        expect(numberHealth([only, only]).state).not.toBe('invalid');
      }),
    );
  });

  it('that is invalid has two calls against the number after its last sign of life', () => {
    fc.assert(
      fc.property(anyCalls, (signs) => {
        if (numberHealth(signs).state !== 'invalid') return;
        const isLife = (it: NumberSign) =>
          it.alertedSeconds >= 10 || it.confirmedConversation || it.answeredByMachine;
        const lifeAt = Math.max(...signs.filter(isLife).map(({ at }) => at));
        const against = signs.filter(
          (it) =>
            it.validity === 'valid' &&
            it.at >= lifeAt &&
            (it.tenths > 0 || it.announcementReported || it.incomplete),
        );
        expect(against.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('followed by a ringing of 10 s is reachable with no points', () => {
    fc.assert(
      fc.property(anyHistory, (signs) => {
        expect(numberHealth([...signs, rang(121, 10)])).toMatchObject({ state: 'reachable', tenths: 0 });
      }),
    );
  });

  it('is not changed by voided signs without a sign of life', () => {
    const dead = {
      validity: 'void',
      alertedSeconds: 0,
      confirmedConversation: false,
      answeredByMachine: false,
      wrongPerson: false,
    } as const;
    fc.assert(
      fc.property(anyCalls, fc.array(anySign), (signs, others) => {
        const voided = others.map((it, index) => ({ ...it, ...dead, attemptId: ids(`void-${index}`) }));
        expect(numberHealth([...signs, ...voided])).toEqual(numberHealth(signs));
      }),
    );
  });

  it('is not changed by faults of our trunk', () => {
    const fault = fc.constantFrom(400, 401, 402, 403, 407, 488, 500, 502, 503, 505, 580, 606);
    fc.assert(
      fc.property(anyCalls, fc.array(fault), (signs, faults) => {
        const added = faults.flatMap((status, index) => {
          const found = signFor(final(status, { ringing: index % 2 === 0 ? 1000 : null }));
          return found === null ? [] : [{ ...found, attemptId: ids(`fault-${index}`) }];
        });
        expect(numberHealth([...signs, ...added])).toEqual(numberHealth(signs));
      }),
    );
  });

  it('is unchanged by a sign that brings no news, so that it need not be counted again', () => {
    fc.assert(
      fc.property(anyHistory, (signs) => {
        const [last] = signs.slice(-1);
        if (last === undefined || last.validity !== 'valid') return;
        // What is said of a call once more is said later, never before the first time.
        if (signs.some((it) => it.attemptId === last.attemptId && it.at > last.at)) return;
        const before = numberHealth(signs.slice(0, -1));
        const known = { state: before.state, recheckAfter: before.needsRecheckNotBefore };
        const after = numberHealth(signs);
        const shown = ({ state, needsRecheckNotBefore, isExhausted }: typeof before) => ({
          state,
          needsRecheckNotBefore,
          isExhausted,
        });
        if (!bringsNews(last, known)) expect(shown(after)).toEqual(shown(before));
      }),
      { numRuns: 2000 },
    );
  });

  it('asks for a re-check exactly while one may still help', () => {
    fc.assert(
      fc.property(anyHistory, (signs) => {
        const { state, isExhausted, needsRecheckNotBefore } = numberHealth(signs);
        if (state === 'suspected') expect(needsRecheckNotBefore === null).toBe(isExhausted);
        if (state === 'invalid') expect(needsRecheckNotBefore).toBeNull();
      }),
    );
  });
});

it('signs a minute apart are still two calls', () => {
  const close = [network(0, 10), { ...network(0, 10), attemptId: ids('other'), at: START + MINUTE }];
  expect(numberHealth(close)).toMatchObject({ tenths: 20, state: 'suspected' });
});

describe('which number is wrong', () => {
  const [dialled, other] = ['dialled', 'other'].map((it) => it as NumberId); // A test's own ids need no UUID.
  if (dialled === undefined || other === undefined) throw new Error('no numbers');
  const answered = final(200, { answered: 5_000 });
  const signs = (callerSaid: Disposition, named: readonly NumberId[]) => {
    const classification = classify(answered, { ...options, callerSaid });
    const call = { attemptId: ids('a'), at: START, day: dayOf(START), callerAccountId: 'anna' };
    const judged = { ...call, evidence: answered, classification, callerSaid, validity: 'valid' } as const;
    return signsOfCall(judged, { dialled, named }).map(({ numberId, sign }) => {
      const { wrongPerson, announcementReported, confirmedConversation } = sign;
      const says = { wrongPerson, announcementReported, confirmedConversation };
      return [numberId, ...Object.entries(says).flatMap(([name, is]) => (is ? [name] : []))].join(' ');
    });
  };
  const heard = (named: readonly NumberId[]) => signs('wrong-person', named);

  it('is the dialled one where nobody says otherwise', () =>
    expect(heard([])).toEqual(['dialled wrongPerson']));
  it('may be both', () =>
    expect(heard([other, dialled])).toEqual(['dialled wrongPerson', 'other wrongPerson']));
  it('is another one: then somebody was there on the dialled one', () =>
    expect(heard([other])).toEqual(['dialled confirmedConversation', 'other wrongPerson']));
  it('is not in service, as one caller was told: a report, and no proof', () => {
    expect(signs('not-in-service', [other, other])).toEqual(['dialled', 'other announcementReported']);
  });
  it('is not asked of a talk', () =>
    expect(signs('conversation-complete', [other])).toEqual(['dialled confirmedConversation']));
});
