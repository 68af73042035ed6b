import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialWindow } from '../calendar/dial-window.ts';
import { addDays, localTime, weekdayOf } from '../calendar/local-time.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { AccountId, AttemptId, CallbackId, CampaignId, NumberId } from '../ids.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { type CallClass, callClasses } from '../outcome/call-class.ts';
import { type Disposition, dispositionOf } from '../outcome/disposition.ts';
import { campaignUnderTest } from './campaign-under-test.ts';
import type { ContactFacts, NumberFacts, PromiseFacts, TryFacts } from './contact-facts.ts';
import { type NextTry, nextTry } from './next-try.ts';

const OURS = 'ours' as CampaignId;
const ANOTHER = 'another' as CampaignId;
const campaign = campaignUnderTest();

/** `13 16:00`: day of March 2012 and time in Berlin, winter time until the 25th. */
function march(text: string): Instant {
  const [day = '', time = ''] = text.split(' ');
  return Date.parse(`2012-03-${day}T${time}:00+01:00`);
}

function number(id: string, changes: Partial<NumberFacts> = {}): NumberFacts {
  return {
    ...{ id: id as NumberId, type: 'mobile', position: 0, isAllowed: true, health: 'unverified' },
    ...{ recheckAfter: null, isExhausted: false, isWrongPerson: false, lastTriedAt: null, mailboxes: 0 },
    ...changes,
  };
}

function tried(
  when: string | Instant,
  callClass: CallClass | null,
  changes: Partial<TryFacts> = {},
): TryFacts {
  const at = typeof when === 'string' ? march(when) : when;
  return {
    ...{
      attemptId: `a-${at}` as AttemptId,
      campaignId: OURS,
      numberId: 'm' as NumberId,
      at,
      isCallback: false,
      rangAhead: false,
    },
    ...{ day: localTime(at, 'Europe/Berlin').date, class: callClass },
    disposition: callClass === null ? null : dispositionOf(callClass),
    ...changes,
  };
}

function said(when: string, disposition: Disposition, callClass: CallClass = 'ANSWERED_HUMAN'): TryFacts {
  return tried(when, callClass, { disposition });
}

function promised(from: string, changes: Partial<PromiseFacts> = {}): PromiseFacts {
  const fromAt = march(from);
  return {
    ...{ callbackId: 'c' as CallbackId, numberId: 'm' as NumberId, promisedTo: 'anna' as AccountId, fromAt },
    untilAt: fromAt + 30 * MINUTE,
    ...changes,
  };
}

function facts(
  changes: Partial<Omit<ContactFacts, 'person'>> & { person?: Partial<ContactFacts['person']> } = {},
): ContactFacts {
  const person = {
    states: ['SN'],
    doNotCall: false,
    restricted: false,
    leftSource: false,
    ...changes.person,
  } as const;
  return {
    campaignId: OURS,
    numbers: [number('m')],
    tries: [],
    promise: null,
    skips: [],
    undoneAt: null,
    notBefore: null,
    ...changes,
    person,
  };
}

/** `13 16:00 m never-tried`, `rest tries-in-all`. */
function tell(decision: NextTry): string {
  if (decision.kind !== 'try') return `${decision.kind} ${decision.reason}`;
  const at = new Date(decision.at + 60 * MINUTE).toISOString();
  return `${at.slice(8, 10)} ${at.slice(11, 16)} ${decision.numberId} ${decision.reasons.join(' ')}`;
}

type Row = readonly [name: string, facts: ContactFacts, now: string, expected: string, campaign?: Campaign];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [name, given, now, expected, rules = campaign] of rows) {
      it(name, () => {
        expect(tell(nextTry(given, rules, march(now)))).toBe(expected);
      });
    }
  });
}

// All Saints' Day (BY, NW and others) and the day of repentance (SN) lie in it.
const november = campaignUnderTest({
  period: { from: '2012-10-30', until: '2012-11-24' },
});
const inNovember = (
  states: ContactFacts['person']['states'],
  day: string,
  state: Campaign['state'] = 'SN',
) => {
  const found = nextTry(
    facts({ person: { states } }),
    { ...november, state },
    Date.parse(`${day}T16:00:00+01:00`),
  );
  return found.kind === 'try' ? localTime(found.at, 'Europe/Berlin').date : found.reason;
};

table('hours', [
  ['before the first opening', facts(), '12 12:00', '13 16:00 m never-tried hours'],
  ['in an opening: at once', facts(), '13 17:12', '13 17:12 m never-tried'],
  ['the last dial is ten minutes before the end', facts(), '13 19:50', '13 19:50 m never-tried'],
  ['after the last dial: the next opening', facts(), '13 19:51', '14 16:00 m never-tried hours'],
  ['a day without openings is skipped', facts(), '17 18:00', '20 16:00 m never-tried hours'],
  ['after the last day', facts(), '24 17:51', 'rest campaign-over'],
]);

describe('holidays', () => {
  it.each([
    ["the person's state has a holiday", ['BY'], '2012-11-01', 'SN', '2012-11-02'],
    ["the branch's state has a holiday", ['BY'], '2012-11-21', 'SN', '2012-11-22'],
    ['neither has', ['BE'], '2012-11-01', 'SN', '2012-11-01'],
    ["an unknown postcode: the branch's state rules", [], '2012-11-01', 'SN', '2012-11-01'],
    ["an unknown postcode on the branch's holiday", [], '2012-11-01', 'NW', '2012-11-02'],
    [
      'a postcode on a border has the holidays of both states',
      ['HE', 'BY'],
      '2012-11-01',
      'SN',
      '2012-11-02',
    ],
  ] as const)('%s', (_name, states, day, state, expected) => {
    expect(inNovember(states, day, state)).toBe(expected);
  });
});

const short = (minutes: number) =>
  campaignUnderTest({
    retry: { noAnswerMinutes: minutes, busyMinutes: minutes },
    limits: { triesPerWeek: 10 },
  });

table('gap between tries', [
  [
    'the gap holds after busy too',
    facts({ tries: [tried('13 16:00', 'BUSY')] }),
    '13 16:00',
    '13 18:00 m retry gap-after-try',
  ],
  [
    'over all campaigns',
    facts({ tries: [tried('13 16:00', 'NO_ANSWER', { campaignId: ANOTHER })] }),
    '13 16:00',
    '13 18:00 m never-tried gap-after-try',
  ],
  [
    'a call in flight counts',
    facts({ tries: [tried('13 16:00', null)] }),
    '13 16:00',
    '13 18:00 m retry gap-after-try',
  ],
  [
    'a conversation broken off by a fault goes on at once',
    facts({ tries: [said('13 16:00', 'technical', 'UNKNOWN')] }),
    '13 16:01',
    '13 16:01 m retry',
  ],
  [
    'a lost call waits for the gap',
    facts({ tries: [said('13 16:00', 'lost', 'UNKNOWN')] }),
    '13 16:01',
    '13 18:00 m retry gap-after-try',
  ],
]);

const noGap = campaignUnderTest({
  limits: { minGapMinutes: 0, triesPerDay: 9, triesPerWeek: 10, triesInAll: 20 },
});
const waits: [CallClass, Disposition | null, string][] = [
  ['NO_ANSWER', null, '14 16:00 m retry wait-after-outcome hours'],
  ['BUSY', null, '13 16:25 m retry wait-after-outcome'],
  ['ANSWERED_MACHINE', 'voicemail', '14 16:00 m retry wait-after-outcome'],
  ['ABSENT', null, '14 16:00 m retry wait-after-outcome hours'],
  ['REJECTED', null, '15 16:00 m retry wait-after-outcome'],
  ['UNKNOWN', null, '13 19:00 m retry wait-after-outcome'],
  ['FORWARDED', null, '13 19:00 m retry wait-after-outcome'],
  ['NETWORK_FAULT', null, '13 17:00 m never-tried wait-after-outcome'],
  ['TRUNK_FAULT', null, '13 17:00 m never-tried wait-after-outcome'],
  ['CANCELLED', null, '13 16:01 m never-tried'],
  ['ANSWERED_HUMAN', 'third-person', '14 16:00 m retry wait-after-outcome hours'],
  ['ANSWERED_HUMAN', 'no-time', '20 16:00 m retry wait-after-outcome'],
  ['BLOCKED', null, 'rest no-number-left'],
];
table(
  'wait by outcome',
  waits.map(([callClass, disposition, expected]) => [
    `${callClass} ${disposition ?? ''}`,
    facts({
      tries: [disposition === null ? tried('13 16:00', callClass) : said('13 16:00', disposition, callClass)],
    }),
    '13 16:01',
    expected,
    noGap,
  ]),
);

const busyTwice = [tried('13 16:00', 'BUSY'), tried('13 16:25', 'BUSY')];
const oneADay = campaignUnderTest({ limits: { triesPerDay: 1, minGapMinutes: 0 } });
table('busy', [
  [
    'one try a day: a busy line is tried a second time',
    facts({ tries: busyTwice.slice(0, 1) }),
    '13 16:01',
    '13 16:25 m retry wait-after-outcome',
    oneADay,
  ],
  [
    'busy again is as nobody there',
    facts({ tries: busyTwice }),
    '13 16:26',
    '14 16:00 m retry wait-after-outcome hours',
    oneADay,
  ],
  [
    'busy the day before does not count',
    facts({ tries: [tried('13 19:00', 'BUSY'), tried('14 16:00', 'BUSY')] }),
    '14 16:01',
    '14 16:25 m retry wait-after-outcome',
    oneADay,
  ],
  [
    'one try a day: nobody there is not tried again',
    facts({ tries: [tried('13 16:00', 'NO_ANSWER')] }),
    '13 16:01',
    '14 16:00 m retry tries-today hours',
    { ...oneADay, retry: { ...oneADay.retry, noAnswerMinutes: 0 } },
  ],
]);

const days = (list: readonly string[], callClass: CallClass = 'NO_ANSWER') =>
  list.map((it) => tried(it, callClass));
table('limits', [
  [
    'tries a day',
    facts({ tries: days(['13 16:00', '13 18:00']) }),
    '13 18:01',
    '14 16:00 m retry gap-after-try tries-today hours',
    short(0),
  ],
  [
    'tries a week',
    facts({ tries: days(['13 16:00', '14 16:00', '15 16:00']) }),
    '15 18:00',
    '20 16:00 m retry wait-after-outcome tries-this-week hours',
  ],
  [
    'tries in all',
    facts({ tries: days(['13 16:00', '14 16:00']) }),
    '15 16:00',
    'rest tries-in-all',
    campaignUnderTest({ limits: { triesInAll: 2 } }),
  ],
  [
    'a fault uses up no try',
    facts({ tries: days(['13 16:00', '13 18:00'], 'TRUNK_FAULT') }),
    '14 16:00',
    '14 16:00 m never-tried',
    campaignUnderTest({ limits: { triesInAll: 1 } }),
  ],
  [
    'callbacks are apart',
    facts({ tries: [tried('13 16:00', 'NO_ANSWER', { isCallback: true })] }),
    '14 16:00',
    '14 16:00 m never-tried',
    campaignUnderTest({ limits: { triesInAll: 1 } }),
  ],
  [
    'hard cap a day over all campaigns, callbacks too',
    facts({
      tries: [
        tried('13 12:00', 'BUSY', { campaignId: ANOTHER }),
        tried('13 14:00', 'BUSY', { campaignId: ANOTHER, isCallback: true }),
        tried('13 16:00', 'BUSY', { isCallback: true }),
      ],
    }),
    '13 18:00',
    '14 16:00 m never-tried hard-cap-today hours',
  ],
  [
    'declined twice',
    facts({ tries: days(['13 16:00', '15 16:00'], 'REJECTED') }),
    '17 16:00',
    'rest declined-twice',
  ],
]);

const two = [number('m'), number('f', { type: 'fixed-line', position: 1 })];
const mailboxes = ['13 16:00', '14 16:00', '15 16:00', '16 16:00'].map((it) =>
  said(it, 'voicemail', 'ANSWERED_MACHINE'),
);
const many = campaignUnderTest({ limits: { triesPerWeek: 10, triesInAll: 20 } });
table('numbers', [
  ['fixed line by day', facts({ numbers: two }), '13 16:59', '13 16:59 f never-tried'],
  ['mobile in the evening', facts({ numbers: two }), '13 17:00', '13 17:00 m never-tried'],
  ['mobile on Saturday', facts({ numbers: two }), '17 10:00', '17 10:00 m never-tried'],
  [
    'the one with the fewest tries',
    facts({ numbers: two, tries: [tried('13 16:00', 'NO_ANSWER')] }),
    '14 18:00',
    '14 18:00 f retry',
  ],
  [
    'where a conversation broke off',
    facts({ numbers: two, tries: [said('13 17:00', 'technical', 'UNKNOWN')] }),
    '13 17:05',
    '13 17:05 m retry',
  ],
  [
    'of equals the first of the export',
    facts({ numbers: [number('b', { position: 1 }), number('a')] }),
    '13 17:00',
    '13 17:00 a never-tried',
  ],
  [
    'an invalid one never',
    facts({ numbers: [number('m', { health: 'invalid' }), two[1] ?? number('f')] }),
    '13 17:00',
    '13 17:00 f never-tried',
  ],
  [
    'a replaced one never',
    facts({ numbers: [number('m', { health: 'replaced' })] }),
    '13 17:00',
    'rest no-number-left',
  ],
  [
    'an exhausted one never',
    facts({ numbers: [number('m', { health: 'suspected', isExhausted: true })] }),
    '13 17:00',
    'rest no-number-left',
  ],
  [
    "a wrong person's never",
    facts({ numbers: [number('m', { isWrongPerson: true })] }),
    '13 17:00',
    'rest no-number-left',
  ],
  [
    'one that policy refuses never',
    facts({ numbers: [number('m', { isAllowed: false })] }),
    '13 17:00',
    'rest no-number-left',
  ],
  [
    'a blocked one rests, the other goes on',
    facts({ numbers: two, tries: [tried('13 16:00', 'BLOCKED')] }),
    '13 18:00',
    '13 18:00 f never-tried',
  ],
  [
    'a re-check not before its time',
    facts({ numbers: [number('m', { health: 'suspected', recheckAfter: march('15 17:30') })] }),
    '14 16:00',
    '15 17:30 m recheck number-rests',
  ],
  [
    'mailbox cap',
    facts({ numbers: [number('m', { mailboxes: 4 })], tries: mailboxes }),
    '17 17:00',
    'rest mailbox-only',
    many,
  ],
  [
    'mailbox cap of a line that a household shares',
    facts({ numbers: [number('m', { mailboxes: 4 })] }),
    '17 17:00',
    'rest mailbox-only',
    many,
  ],
  [
    'mailbox cap is per number',
    facts({ numbers: two.map((it) => (it.id === 'm' ? { ...it, mailboxes: 4 } : it)), tries: mailboxes }),
    '17 17:00',
    '17 17:00 f retry',
    many,
  ],
  [
    'a household number waits for the gap',
    facts({ numbers: [number('m', { lastTriedAt: march('13 17:00') })] }),
    '13 17:01',
    '13 19:00 m never-tried number-of-household',
  ],
]);

const promise = (from: string, changes: Partial<PromiseFacts> = {}) =>
  facts({ promise: promised(from, changes) });
table('promises', [
  ['at the exact time', promise('13 18:30'), '13 17:00', '13 18:30 m promise'],
  ['between last dial and closing', promise('13 19:55'), '13 17:00', '13 19:55 m promise'],
  ['closing itself is too late', promise('13 20:00'), '13 17:00', '14 16:00 m promise hours'],
  ['a broken one is still owed', promise('13 18:30'), '15 17:00', '15 17:00 m promise'],
  ['after the last day', promise('25 12:00'), '13 17:00', 'rest promise-after-last-day'],
  [
    'breaks the tries a day, not the hard cap',
    facts({ promise: promised('13 19:00'), tries: days(['13 16:00', '13 17:00', '13 18:00']) }),
    '13 18:30',
    '14 16:00 m promise hard-cap-today hours',
  ],
  [
    'after two tries that day',
    facts({ promise: promised('13 18:30'), tries: days(['13 16:00', '13 18:00']) }),
    '13 18:00',
    '13 18:30 m promise',
  ],
  [
    'on another number when its own is dead',
    facts({ numbers: [number('m', { health: 'invalid' }), number('f')], promise: promised('13 18:30') }),
    '13 17:00',
    '13 18:30 f promise',
  ],
  [
    'never on a number that was blocked',
    facts({ promise: promised('13 18:30'), tries: [tried('13 16:00', 'BLOCKED')] }),
    '13 17:00',
    'rest no-number-left',
  ],
]);

it('a promise belongs to the caller who gave it and is served before all others', () => {
  const decision = nextTry(promise('13 18:30'), campaign, march('13 17:00'));
  expect(decision).toMatchObject({ kind: 'try', lane: 0, isCallback: true, promisedTo: 'anna' });
  expect(nextTry(facts({ tries: days(['13 16:00']) }), campaign, march('13 17:00'))).toMatchObject({
    ...{ lane: 2, isCallback: false, promisedTo: null, lastPart: 'B' },
  });
});

table('a word that was taken back', [
  [
    'holds the person for a quarter of an hour',
    facts({ tries: [said('13 16:00', 'lost', 'UNKNOWN')], undoneAt: march('13 16:05') }),
    '13 16:06',
    '13 16:20 m retry word-owed',
    noGap,
  ],
  [
    'holds a promise, too',
    facts({ promise: promised('13 16:00'), undoneAt: march('13 16:05') }),
    '13 16:06',
    '13 16:20 m promise word-owed',
  ],
  [
    'holds nobody after that',
    facts({ promise: promised('13 16:00'), undoneAt: march('13 16:05') }),
    '13 16:20',
    '13 16:20 m promise',
  ],
]);

table('never again', [
  [
    'do not call',
    facts({ person: { doNotCall: true }, promise: promised('13 18:00') }),
    '13 17:00',
    'stop do-not-call',
  ],
  ['restricted', facts({ person: { restricted: true } }), '13 17:00', 'stop restricted'],
  ['left the list', facts({ person: { leftSource: true } }), '13 17:00', 'stop left-source'],
  [
    'finished',
    facts({ tries: [said('13 16:00', 'conversation-complete')], promise: promised('13 18:00') }),
    '13 17:00',
    'stop finished',
  ],
  ['an objection', facts({ tries: [said('13 16:00', 'objection')] }), '15 17:00', 'stop ended-by-outcome'],
  [
    'another campaign has finished: not this one',
    facts({ tries: [{ ...said('13 16:00', 'conversation-complete'), campaignId: ANOTHER }] }),
    '14 17:00',
    '14 17:00 m never-tried',
  ],
]);

// ---- any history ---------------------------------------------------------------------------------------------------

// The keys of the table are its type.
const classes = Object.keys(callClasses) as CallClass[];
const outcome = fc.oneof(
  fc
    .constantFrom(...classes)
    .map((it) => ({ class: it, disposition: dispositionOf(it) ?? ('voicemail' as Disposition) })),
  fc.constantFrom<Disposition>('no-time', 'third-person', 'technical', 'lost').map((it) => ({
    class: (it === 'technical' || it === 'lost' ? 'UNKNOWN' : 'ANSWERED_HUMAN') as CallClass,
    disposition: it,
  })),
);
const step = fc.record({
  outcome,
  /** Minutes from the proposed moment to the dial: callers are not always free. */
  lateMinutes: fc.constantFrom(0, 0, 3, 200),
  /** Minutes after which a callback is wished for. */
  callback: fc.option(fc.integer({ min: 0, max: 4000 }), { freq: 3 }),
  breaksNumber: fc.boolean(),
});
const rules = fc
  .record({
    triesPerDay: fc.integer({ min: 1, max: 3 }),
    triesPerWeek: fc.integer({ min: 1, max: 10 }),
    triesInAll: fc.integer({ min: 1, max: 20 }),
    minGapMinutes: fc.constantFrom(0, 30, 120),
  })
  .map((limits) =>
    campaignUnderTest({ limits, retry: { noAnswerMinutes: 60, voicemailMinutes: 60, unknownMinutes: 0 } }),
  );

/** Tries at the proposed moments with these outcomes, each step checked. */
function live(
  limits: Campaign,
  steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[],
): number {
  let given = facts({ numbers: two });
  let now = march('12 12:00');
  for (const [index, it] of steps.entries()) {
    const due = nextTry(given, limits, now);
    expect(nextTry(structuredClone(given), limits, now)).toEqual(due);
    if (due.kind !== 'try') return index;
    expect(due.at).toBeGreaterThanOrEqual(now);
    now = due.at + it.lateMinutes * MINUTE;
    const decision = nextTry(given, limits, now);
    if (decision.kind !== 'try') return index;
    if (decision.at > now) continue;
    const dialled = given.numbers.find((n) => n.id === decision.numberId);
    expect(dialled?.health).not.toBe('invalid');
    const window = dialWindow(
      { ...limits, limits: { ...limits.limits, lastDialMinutesBeforeEnd: 0 } },
      ['SN'],
      now,
    );
    expect(
      window.open && now < window.closesAt && (decision.isCallback || dialWindow(limits, ['SN'], now).open),
    ).toBe(true);
    given = after(given, decision, it, now);
    checkCaps(given.tries, limits);
  }
  return steps.length;
}

function after(
  given: ContactFacts,
  decision: NextTry & { kind: 'try' },
  it: {
    outcome: { class: CallClass; disposition: Disposition };
    callback: number | null;
    breaksNumber: boolean;
  },
  now: Instant,
): ContactFacts {
  const { numberId, isCallback } = decision;
  const wish =
    it.callback === null ? null : promised('13 16:00', { numberId, fromAt: now + it.callback * MINUTE });
  const isDead = it.breaksNumber && it.outcome.class === 'NOT_IN_SERVICE';
  const met = it.outcome.class === 'ANSWERED_MACHINE' ? 1 : 0;
  const numbers = given.numbers.map((n) => {
    if (n.id !== numberId) return n;
    const tried = { ...n, lastTriedAt: now, mailboxes: n.mailboxes + met };
    return isDead ? { ...tried, health: 'invalid' as const } : tried;
  });
  return {
    ...given,
    numbers,
    promise: wish,
    tries: [...given.tries, tried(now, it.outcome.class, { ...it.outcome, numberId, isCallback })],
  };
}

function checkCaps(tries: readonly TryFacts[], { limits }: Campaign): void {
  const all = tries.filter((it) => it.class !== null && callClasses[it.class].countsAsTry);
  const counted = all.filter((it) => !it.isCallback);
  const today = all.at(-1)?.day ?? '';
  const monday = addDays(today || '2012-03-12', 1 - weekdayOf(today || '2012-03-12'));
  const countedToday = counted.filter((it) => it.day === today);
  const redial = limits.triesPerDay === 1 && countedToday[0]?.class === 'BUSY' ? 1 : 0;
  expect(all.filter((it) => it.day === today).length).toBeLessThanOrEqual(limits.hardTriesPerDay);
  expect(countedToday.length).toBeLessThanOrEqual(limits.triesPerDay + redial);
  expect(counted.filter((it) => it.day >= monday).length).toBeLessThanOrEqual(limits.triesPerWeek);
  expect(counted.length).toBeLessThanOrEqual(limits.triesInAll);
}

it('for any history no cap breaks, no call is outside the hours or on a dead number, and it ends', () => {
  fc.assert(
    fc.property(
      rules,
      fc.array(step, { minLength: 1, maxLength: 40 }),
      (limits, steps) => void live(limits, steps),
    ),
  );
});

it('with nobody ever there the tries end', () => {
  const never = {
    outcome: { class: 'NO_ANSWER', disposition: 'no-answer' },
    lateMinutes: 0,
    callback: null,
    breaksNumber: false,
  } as const;
  const steps = Array.from({ length: 200 }, () => never);
  expect(live(short(0), steps)).toBe(7);
});

const FIVE = 17 * 60;

table('never before five, as the person said it', [
  ['moves a first try', facts({ notBefore: FIVE }), '13 16:10', '13 17:00 m never-tried not-before'],
  ['does not hold after five', facts({ notBefore: FIVE }), '13 17:30', '13 17:30 m never-tried'],
  [
    'moves every later try, on Saturday too',
    facts({ notBefore: FIVE, tries: days(['16 18:00']) }),
    '17 10:00',
    '17 17:00 m retry wait-after-outcome not-before',
  ],
  [
    'gives way to a promise, which names its own time',
    facts({ notBefore: FIVE, promise: promised('13 16:00') }),
    '13 16:00',
    '13 16:00 m promise',
  ],
  ['later than anybody calls is told as such', facts({ notBefore: 22 * 60 }), '13 16:00', 'rest not-before'],
]);

const TAKEN_BACK = { rangAhead: true } as const;
table('a call ahead that we took back', [
  [
    'before it rang is no try',
    facts({ tries: [tried('13 14:00', 'CANCELLED'), tried('13 16:00', 'CANCELLED')] }),
    '13 18:30',
    '13 18:30 m never-tried',
  ],
  [
    'while it rang is a try for the person: not more than two a day',
    facts({
      tries: [tried('13 14:00', 'CANCELLED', TAKEN_BACK), tried('13 16:00', 'CANCELLED', TAKEN_BACK)],
    }),
    '13 18:30',
    '14 16:00 m retry tries-today hours',
  ],
  [
    'while it rang counts in all',
    facts({
      tries: Array.from({ length: 10 }, (_, day) =>
        tried(march(`${13 + day} 16:00`), 'CANCELLED', TAKEN_BACK),
      ),
    }),
    '23 16:00',
    'rest tries-in-all',
  ],
]);

table('skipped before anybody answered', [
  [
    'is no try and waits for nobody',
    facts({ skips: [{ day: '2012-03-13' }] }),
    '13 16:10',
    '13 16:10 m never-tried',
  ],
  [
    'is a ringing telephone all the same: not more than three a day',
    facts({ skips: Array.from({ length: 3 }, () => ({ day: '2012-03-13' })) }),
    '13 16:10',
    '14 16:00 m never-tried hard-cap-today hours',
  ],
]);

describe('whoever answered and heard nobody (DOMAIN L11)', () => {
  const several = campaignUnderTest({
    limits: { triesPerDay: 3, minGapMinutes: 0 },
    retry: { noAnswerMinutes: 1 },
  });
  const met = facts({ tries: [said('13 17:00', 'abandoned')] });

  it('is not called on the same day', () => {
    const next = nextTry(met, several, march('13 18:00'));
    expect(next).toMatchObject({ at: march('14 16:00') });
    expect(next).toMatchObject({ reasons: expect.arrayContaining(['abandoned-today']) });
  });

  it.each([
    ['14 17:00', march('16 17:00')],
    ['16 16:59', march('16 17:00')],
    ['16 17:00', undefined],
  ])('is called only for a caller who waits, for 72 hours: on the %s', (now, until) => {
    const next = nextTry(met, several, march(now));
    expect('callerFirstUntil' in next ? next.callerFirstUntil : undefined).toBe(until);
  });

  it('whoever heard somebody is called like everybody', () => {
    const next = nextTry(facts({ tries: [said('13 17:00', 'third-person')] }), several, march('14 17:00'));
    expect(next).not.toHaveProperty('callerFirstUntil');
  });
});
