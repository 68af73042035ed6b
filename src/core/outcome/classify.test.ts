import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OWN_PHONE } from '../speak-way.ts';
import { type CallClass, callClasses } from './call-class.ts';
import { type CallEvidence, noEvidence } from './call-evidence.ts';
import { type ClassifyOptions, classify } from './classify.ts';
import type { Disposition } from './disposition.ts';
import { dispositions } from './disposition.ts';
import { q850Causes } from './q850-causes.ts';
import { sipFinals } from './sip-finals.ts';

const options: ClassifyOptions = {
  minRingSeconds: 20,
  numberType: 'fixed-line',
  ownParserSaysComplete: true,
};

/** A call that ended after two seconds without having rung, unless the test says otherwise. */
function call(changes: Partial<CallEvidence>, ms: Partial<CallEvidence['ms']> = {}): CallEvidence {
  return { ...noEvidence, ...changes, ms: { ...noEvidence.ms, trying: 50, ended: 2000, ...ms } };
}

function q850(cause: number, sipStatus: number | null = null): CallEvidence {
  return call({ sipStatus, reasons: [{ protocol: 'Q.850', cause }] });
}

/** DOMAIN 1.4, a row per code: status, class, tenths of a point; without Q.850, without ringing. */
const finals: readonly (readonly [number, CallClass, number])[] = [
  [200, 'ANSWERED_HUMAN', 0],
  [300, 'FORWARDED', 0],
  [301, 'NOT_IN_SERVICE', 5],
  [302, 'FORWARDED', 0],
  [305, 'TRUNK_FAULT', 0],
  [380, 'FORWARDED', 0],
  [400, 'TRUNK_FAULT', 0],
  [401, 'TRUNK_FAULT', 0],
  [407, 'TRUNK_FAULT', 0],
  [402, 'TRUNK_FAULT', 0],
  [403, 'TRUNK_FAULT', 0],
  [404, 'NOT_IN_SERVICE', 6],
  [405, 'TRUNK_FAULT', 0],
  [406, 'TRUNK_FAULT', 0],
  [415, 'TRUNK_FAULT', 0],
  [416, 'TRUNK_FAULT', 0],
  [420, 'TRUNK_FAULT', 0],
  [421, 'TRUNK_FAULT', 0],
  [422, 'TRUNK_FAULT', 0],
  [423, 'TRUNK_FAULT', 0],
  [424, 'TRUNK_FAULT', 0],
  [428, 'TRUNK_FAULT', 0],
  [429, 'TRUNK_FAULT', 0],
  [436, 'TRUNK_FAULT', 0],
  [437, 'TRUNK_FAULT', 0],
  [438, 'TRUNK_FAULT', 0],
  [439, 'TRUNK_FAULT', 0],
  [469, 'TRUNK_FAULT', 0],
  [470, 'TRUNK_FAULT', 0],
  [489, 'TRUNK_FAULT', 0],
  [493, 'TRUNK_FAULT', 0],
  [494, 'TRUNK_FAULT', 0],
  [408, 'NETWORK_FAULT', 0],
  [410, 'NOT_IN_SERVICE', 10],
  [412, 'TRUNK_FAULT', 0],
  [413, 'TRUNK_FAULT', 0],
  [414, 'TRUNK_FAULT', 0],
  [417, 'TRUNK_FAULT', 0],
  [430, 'TRUNK_FAULT', 0],
  [433, 'BLOCKED', 0],
  [480, 'ABSENT', 0],
  [481, 'NETWORK_FAULT', 0],
  [482, 'NETWORK_FAULT', 0],
  [483, 'NETWORK_FAULT', 0],
  [484, 'BAD_NUMBER', 5],
  [485, 'BAD_NUMBER', 0],
  [486, 'BUSY', 0],
  [487, 'NETWORK_FAULT', 0],
  [488, 'TRUNK_FAULT', 0],
  [606, 'TRUNK_FAULT', 0],
  [491, 'NETWORK_FAULT', 0],
  [500, 'TRUNK_FAULT', 0],
  [501, 'TRUNK_FAULT', 0],
  [502, 'TRUNK_FAULT', 0],
  [503, 'TRUNK_FAULT', 0],
  [504, 'NETWORK_FAULT', 0],
  [505, 'TRUNK_FAULT', 0],
  [513, 'TRUNK_FAULT', 0],
  [555, 'TRUNK_FAULT', 0],
  [580, 'TRUNK_FAULT', 0],
  [600, 'BUSY', 0],
  [603, 'REJECTED', 0],
  [604, 'NOT_IN_SERVICE', 8],
  [607, 'UNWANTED', 0],
  [608, 'BLOCKED', 0],
];

/** DOMAIN 1.5, a row per cause: cause, class, tenths; without a SIP status, without ringing. */
const causes: readonly (readonly [number, CallClass, number])[] = [
  [1, 'NOT_IN_SERVICE', 10],
  [2, 'NETWORK_FAULT', 0],
  [3, 'NETWORK_FAULT', 0],
  [4, 'NOT_IN_SERVICE', 5],
  [5, 'BAD_NUMBER', 5],
  [6, 'TRUNK_FAULT', 0],
  [7, 'TRUNK_FAULT', 0],
  [8, 'NETWORK_FAULT', 0],
  [9, 'NETWORK_FAULT', 0],
  [14, 'NETWORK_FAULT', 0],
  [16, 'UNKNOWN', 0],
  [17, 'BUSY', 0],
  [18, 'ABSENT', 0],
  [19, 'NO_ANSWER', 0],
  [20, 'ABSENT', 0],
  [21, 'REJECTED', 0],
  [22, 'NOT_IN_SERVICE', 10],
  [23, 'FORWARDED', 0],
  [24, 'BLOCKED', 0],
  [25, 'NETWORK_FAULT', 0],
  [26, 'NETWORK_FAULT', 0],
  [27, 'NETWORK_FAULT', 0],
  [28, 'BAD_NUMBER', 5],
  [29, 'NETWORK_FAULT', 0],
  [30, 'NETWORK_FAULT', 0],
  [31, 'UNKNOWN', 0],
  [34, 'TRUNK_FAULT', 0],
  [38, 'NETWORK_FAULT', 0],
  [39, 'TRUNK_FAULT', 0],
  [40, 'TRUNK_FAULT', 0],
  [41, 'TRUNK_FAULT', 0],
  [42, 'NETWORK_FAULT', 0],
  [43, 'TRUNK_FAULT', 0],
  [44, 'TRUNK_FAULT', 0],
  [46, 'TRUNK_FAULT', 0],
  [47, 'TRUNK_FAULT', 0],
  [49, 'TRUNK_FAULT', 0],
  [50, 'TRUNK_FAULT', 0],
  [53, 'TRUNK_FAULT', 0],
  [55, 'TRUNK_FAULT', 0],
  [57, 'TRUNK_FAULT', 0],
  [58, 'TRUNK_FAULT', 0],
  [62, 'TRUNK_FAULT', 0],
  [63, 'TRUNK_FAULT', 0],
  [65, 'TRUNK_FAULT', 0],
  [66, 'TRUNK_FAULT', 0],
  [69, 'TRUNK_FAULT', 0],
  [70, 'TRUNK_FAULT', 0],
  [79, 'TRUNK_FAULT', 0],
  [81, 'NETWORK_FAULT', 0],
  [82, 'NETWORK_FAULT', 0],
  [83, 'NETWORK_FAULT', 0],
  [84, 'NETWORK_FAULT', 0],
  [85, 'NETWORK_FAULT', 0],
  [86, 'NETWORK_FAULT', 0],
  [91, 'NETWORK_FAULT', 0],
  [95, 'NETWORK_FAULT', 0],
  [96, 'NETWORK_FAULT', 0],
  [97, 'NETWORK_FAULT', 0],
  [98, 'NETWORK_FAULT', 0],
  [99, 'NETWORK_FAULT', 0],
  [100, 'NETWORK_FAULT', 0],
  [101, 'NETWORK_FAULT', 0],
  [103, 'NETWORK_FAULT', 0],
  [110, 'NETWORK_FAULT', 0],
  [111, 'NETWORK_FAULT', 0],
  [87, 'BLOCKED', 0],
  [88, 'BAD_NUMBER', 0],
  [90, 'BLOCKED', 0],
  [102, 'NETWORK_FAULT', 0],
  [127, 'UNKNOWN', 0],
];
const silent = [16, 31, 127];

describe('final responses (DOMAIN 1.4)', () => {
  it('has a test row for each of the 65 codes, and no other', () => {
    const codes = finals.map(([code]) => code);
    expect(new Set(codes).size).toBe(65);
    expect([...sipFinals.keys()].sort()).toEqual(codes.toSorted());
  });

  it.each(finals)('%i is %s with %i tenths', (sipStatus, callClass, tenths) => {
    expect(classify(call({ sipStatus }), options)).toMatchObject({ class: callClass, tenths });
  });

  it.each(silent)('cause %i says nothing: the status decides as if it were not there', (cause) => {
    for (const [sipStatus] of finals) {
      expect(classify(q850(cause, sipStatus), options)).toEqual(classify(call({ sipStatus }), options));
    }
  });
});

describe('Q.850 causes (DOMAIN 1.5)', () => {
  it('has a test row for each of the 71 causes, and no other', () => {
    const listed = causes.map(([cause]) => cause);
    expect(new Set(listed).size).toBe(71);
    expect([...q850Causes.keys(), ...silent].sort()).toEqual(listed.toSorted());
  });

  it.each(causes)('cause %i is %s with %i tenths', (cause, callClass, tenths) => {
    expect(classify(q850(cause), options)).toMatchObject({ class: callClass, tenths });
  });

  it.each(causes.filter(([cause]) => !silent.includes(cause)))(
    'cause %i beats a 404',
    (cause, callClass, tenths) => {
      expect(classify(q850(cause, 404), options)).toMatchObject({
        class: callClass,
        tenths,
        rule: `q850-${cause}`,
      });
    },
  );
});

const rung = (seconds: number) => ({ ringing: 1000, ended: 1000 + seconds * 1000 });
const saying = (callerSaid: Disposition) => ({ ...options, callerSaid });
const earlyCancel = call({ cancelledByUs: true, sipStatus: 487 }, { progress: 500, ended: 9000 });

/** What depends on more than the code: name, evidence, options, what must come out. */
const cases: readonly (readonly [string, CallEvidence, ClassifyOptions, object])[] = [
  [
    'a refusal of our own guard comes first',
    call({ policyRefused: 'premium', sipStatus: 404 }),
    options,
    { class: 'POLICY_REFUSED', rule: 'policy-refused' },
  ],
  [
    'our Timer B is the trunk’s fault',
    call({ localTimeout: true, sipStatus: 408 }),
    options,
    { class: 'TRUNK_FAULT', rule: 'local-timeout' },
  ],
  [
    'a transport error is the trunk’s fault',
    call({ transportError: true }),
    options,
    { class: 'TRUNK_FAULT' },
  ],
  [
    'an answer beats the Reason of its BYE',
    call({ sipStatus: 200, reasons: [{ protocol: 'Q.850', cause: 1 }] }, { answered: 9000 }),
    options,
    { class: 'ANSWERED_HUMAN', tenths: 0 },
  ],
  [
    'our cancel after 20 s of ringing is no answer',
    call({ cancelledByUs: true, sipStatus: 487 }, rung(20)),
    options,
    { class: 'NO_ANSWER', soft: 'no-answer' },
  ],
  [
    'our cancel after 19.9 s of ringing is a cancellation',
    call({ cancelledByUs: true, sipStatus: 487 }, rung(19.9)),
    options,
    { class: 'CANCELLED', rule: 'ring-shorter-than-minimum' },
  ],
  [
    'our cancel before any sign is a cancellation',
    call({ cancelledByUs: true }),
    options,
    { class: 'CANCELLED' },
  ],
  [
    'a 183 is not ringing, but waiting it out counts as a try',
    call({ cancelledByUs: true, sipStatus: 487 }, { progress: 1000, ended: 36_000 }),
    options,
    { class: 'UNKNOWN', rule: 'early-media-only' },
  ],
  [
    'an announcement heard before our cancel is the number’s',
    earlyCancel,
    saying('not-in-service'),
    { class: 'NOT_IN_SERVICE', tenths: 0, rule: 'caller-not-in-service' },
  ],
  [
    'the caller’s "technical" before our cancel is not the number’s',
    earlyCancel,
    saying('technical'),
    { class: 'CANCELLED' },
  ],
  [
    '404 on a mobile has 0.6 at most',
    call({ sipStatus: 404 }),
    { ...options, numberType: 'mobile' },
    { tenths: 6 },
  ],
  [
    '404 with cause 1 on a mobile has 1.0',
    q850(1, 404),
    { ...options, numberType: 'mobile' },
    { tenths: 10 },
  ],
  [
    '484 tells nothing new where our parser knew',
    call({ sipStatus: 484 }),
    { ...options, ownParserSaysComplete: false },
    { class: 'BAD_NUMBER', tenths: 0, isIncomplete: true },
  ],
  [
    'cause 28 tells nothing new where our parser knew',
    q850(28, 484),
    { ...options, ownParserSaysComplete: false },
    { class: 'BAD_NUMBER', tenths: 0, isIncomplete: true },
  ],
  [
    '485 and cause 5 are bad, not incomplete',
    q850(5, 485),
    options,
    { class: 'BAD_NUMBER', isIncomplete: false },
  ],
  ['403 with cause 21 is the callee’s', q850(21, 403), options, { class: 'REJECTED' }],
  ['404 with cause 26 is the network’s', q850(26, 404), options, { class: 'NETWORK_FAULT', tenths: 0 }],
  [
    '408 after enough ringing is no answer',
    call({ sipStatus: 408 }, rung(20)),
    options,
    { class: 'NO_ANSWER' },
  ],
  [
    '408 with 18 and ringing is no answer',
    call({ sipStatus: 408, reasons: [{ protocol: 'Q.850', cause: 18 }] }, rung(5)),
    options,
    { class: 'NO_ANSWER' },
  ],
  [
    '480 after 10 s of ringing is no answer',
    call({ sipStatus: 480 }, rung(10)),
    options,
    { class: 'NO_ANSWER' },
  ],
  [
    '480 after 9.9 s of ringing is absent',
    call({ sipStatus: 480 }, rung(9.9)),
    options,
    { class: 'ABSENT', soft: 'absent' },
  ],
  ['480 with 19 is no answer', q850(19, 480), options, { class: 'NO_ANSWER', soft: 'no-answer' }],
  ['480 with 20 is absent', q850(20, 480), options, { class: 'ABSENT', soft: 'absent' }],
  [
    '502 with 27 is the network’s, softly',
    q850(27, 502),
    options,
    { class: 'NETWORK_FAULT', soft: 'out-of-order' },
  ],
  ['a loop is noted softly', call({ sipStatus: 482 }), options, { soft: 'forwarding-loop' }],
  [
    '603 that names the network blocked is a machine’s',
    call({ sipStatus: 603, reasonPhrase: 'Network Blocked' }),
    options,
    { class: 'BLOCKED', alarm: 'caller-id-reputation' },
  ],
  [
    '603 with cause 21 and analytics is a machine’s',
    call({
      sipStatus: 603,
      reasons: [
        { protocol: 'Q.850', cause: 21 },
        { protocol: 'SIP', cause: 603, text: 'v=analytics1;url=https://example.org' },
      ],
    }),
    options,
    { class: 'BLOCKED' },
  ],
  ['607 with cause 21 stays unwanted', q850(21, 607), options, { class: 'UNWANTED' }],
  [
    '433 alarms: our caller ID did not arrive',
    call({ sipStatus: 433 }),
    options,
    { alarm: 'caller-id-suppressed' },
  ],
  ['cause 24 alarms: our caller ID did not arrive', q850(24), options, { alarm: 'caller-id-suppressed' }],
  ['401 as a final alarms', call({ sipStatus: 401 }), options, { alarm: 'credentials' }],
  ['402 alarms', call({ sipStatus: 402 }), options, { alarm: 'credit' }],
  [
    'cause 3 that repeats is the number’s',
    q850(3, 404),
    { ...options, sameCauseDaysBefore: 1 },
    { class: 'NOT_IN_SERVICE', tenths: 3 },
  ],
  [
    'cause 2 on the third day has 0.2',
    q850(2, 404),
    { ...options, sameCauseDaysBefore: 2 },
    { class: 'NETWORK_FAULT', tenths: 2 },
  ],
  ['cause 2 on the second day has none', q850(2, 404), { ...options, sameCauseDaysBefore: 1 }, { tenths: 0 }],
  [
    'a status no row knows is unknown, never a wrong number',
    call({ sipStatus: 499 }),
    options,
    { class: 'UNKNOWN', tenths: 0, rule: 'no-rule' },
  ],
  [
    'a cause no row knows leaves it to the status',
    q850(126, 486),
    options,
    { class: 'BUSY', rule: 'sip-486' },
  ],
  ['nothing seen at all is unknown', noEvidence, options, { class: 'UNKNOWN' }],
  ['a 404 within a second is fast', call({ sipStatus: 404 }, { ended: 999 }), options, { isFastFinal: true }],
  [
    'a 404 after early media is not fast',
    call({ sipStatus: 404 }, { progress: 100, ended: 999 }),
    options,
    { isFastFinal: false },
  ],
  [
    'a 404 after a second is not fast',
    call({ sipStatus: 404 }, { ended: 1000 }),
    options,
    { isFastFinal: false },
  ],
];

describe('evidence together (DOMAIN 1.1, 1.8)', () => {
  it.each(cases)('%s', (_name, evidence, given, expected) => {
    expect(classify(evidence, given)).toMatchObject(expected);
  });
});

/** By the caller's word alone: without and after "Wir sprechen". */
const words: Readonly<Record<Disposition, readonly [CallClass, CallClass]>> = {
  'conversation-complete': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'conversation-partial': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'callback-agreed': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'no-time': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'not-interested': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  objection: ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'third-person': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'language-health': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  'wrong-person': ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  deceased: ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  resigned: ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  voicemail: ['ANSWERED_MACHINE', 'ANSWERED_MACHINE'],
  'voicemail-message': ['ANSWERED_MACHINE', 'ANSWERED_MACHINE'],
  'fax-data': ['ANSWERED_ANNOUNCEMENT', 'ANSWERED_ANNOUNCEMENT'],
  'no-answer': ['NO_ANSWER', 'UNKNOWN'],
  busy: ['BUSY', 'UNKNOWN'],
  // Who gets no line has tried nobody; who was cut off is called again at once.
  technical: ['NETWORK_FAULT', 'UNKNOWN'],
  'not-in-service': ['NOT_IN_SERVICE', 'ANSWERED_ANNOUNCEMENT'],
  'number-changed': ['NOT_IN_SERVICE', 'ANSWERED_ANNOUNCEMENT'],
  // No caller can choose these; they are here so that none is forgotten.
  'bad-number': ['BAD_NUMBER', 'ANSWERED_ANNOUNCEMENT'],
  rejected: ['REJECTED', 'ANSWERED_HUMAN'],
  absent: ['ABSENT', 'UNKNOWN'],
  unwanted: ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  cancelled: ['ANSWERED_HUMAN', 'ANSWERED_HUMAN'],
  blocked: ['UNKNOWN', 'UNKNOWN'],
  forwarded: ['UNKNOWN', 'UNKNOWN'],
  unknown: ['UNKNOWN', 'UNKNOWN'],
  'policy-refused': ['UNKNOWN', 'UNKNOWN'],
  lost: ['UNKNOWN', 'UNKNOWN'],
  abandoned: ['UNKNOWN', 'UNKNOWN'],
};

describe('a call by the caller’s own phone', () => {
  const own = call({ trunkId: OWN_PHONE }, { trying: null });
  const spoken = call({ trunkId: OWN_PHONE }, { trying: null, answered: 1000 });

  // The keys of a record are its words.
  it.each(Object.keys(dispositions) as Disposition[])('is what its caller says: %s', (callerSaid) => {
    const classes = [own, spoken].map((it) => classify(it, { ...options, callerSaid }).class);
    expect(classes).toEqual(words[callerSaid]);
  });

  it('is nothing without a word, and never accuses number or trunk by itself', () => {
    expect(classify(own, options)).toMatchObject({ class: 'UNKNOWN', rule: 'own-phone', tenths: 0 });
    expect(classify(spoken, mobile)).toMatchObject({ class: 'UNKNOWN', answeredHint: null });
  });

  it('uses up a try as any other, but where the caller got no line', () => {
    const free = (Object.keys(words) as Disposition[]).filter(
      (it) => !callClasses[classify(own, { ...options, callerSaid: it }).class].countsAsTry,
    );
    expect(free).toEqual(['technical']);
  });
});

const mobile: ClassifyOptions = { ...options, numberType: 'mobile' };
const sameMailbox = { ...options, earlierMailboxRingSeconds: [18] };
const hints: readonly (readonly [string, Partial<CallEvidence['ms']>, ClassifyOptions, string | null])[] = [
  ['mobile, 3 s without 180', { answered: 3000 }, mobile, 'mailbox-probable'],
  ['mobile, 3.1 s without 180', { answered: 3100 }, mobile, null],
  ['mobile, 3 s after 180', { ringing: 4000, answered: 7000 }, mobile, 'mailbox-probable'],
  ['fixed line, 3 s after 180', { ringing: 4000, answered: 7000 }, options, null],
  ['18 s as the mailbox before', { ringing: 1000, answered: 20_000 }, sameMailbox, 'mailbox-probable'],
  ['20.1 s, the mailbox took 18', { ringing: 1000, answered: 21_100 }, sameMailbox, null],
  ['18 s, no mailbox before', { ringing: 1000, answered: 19_000 }, options, null],
  [
    '13 s as the mailbox before',
    { ringing: 1000, answered: 14_000 },
    { ...options, earlierMailboxRingSeconds: [13] },
    null,
  ],
  ['the caller has said who it was', { answered: 2000 }, { ...mobile, callerSaid: 'callback-agreed' }, null],
];

describe('the hint "probably a mailbox" (DOMAIN 5.3)', () => {
  it.each(hints)('%s', (_name, ms, given, expected) => {
    expect(classify(call({ sipStatus: 200 }, ms), given).answeredHint).toBe(expected);
  });

  it('decides nothing: without the caller’s word the call counts as answered by a person', () => {
    expect(classify(call({ sipStatus: 200 }, { answered: 2000 }), mobile).class).toBe('ANSWERED_HUMAN');
    expect(
      classify(call({ sipStatus: 200 }, { answered: 2000 }), { ...mobile, callerSaid: 'voicemail' }).class,
    ).toBe('ANSWERED_MACHINE');
  });
});

describe('any evidence', () => {
  const anyMs = fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: null });
  const anyEvidence = fc.record({
    trunkId: fc.constant(null),
    dialledForm: fc.constant(null),
    policyRefused: fc.option(fc.string(), { nil: null, freq: 9 }),
    localTimeout: fc.boolean(),
    transportError: fc.boolean(),
    cancelledByUs: fc.boolean(),
    sipStatus: fc.option(fc.integer({ min: 100, max: 699 }), { nil: null }),
    reasonPhrase: fc.option(fc.string(), { nil: null }),
    reasons: fc.array(
      fc.record({
        protocol: fc.constantFrom('Q.850', 'q.850', 'SIP', 'X.int'),
        cause: fc.option(fc.integer({ min: 0, max: 127 }), { nil: null }),
      }),
    ),
    forwarded: fc.boolean(),
    server: fc.constant(null),
    warning: fc.constant(null),
    callInfo: fc.option(fc.string(), { nil: null }),
    ms: fc.record({ trying: anyMs, ringing: anyMs, progress: anyMs, answered: anyMs, ended: anyMs }),
    releasedBy: fc.constantFrom('us' as const, 'them' as const, null),
    retryAfterSeconds: anyMs,
  });

  it('gets a class, points from 0 to 10, and none for a fault of ours', () => {
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(options, mobile), (evidence, given) => {
        const result = classify(evidence, given);
        expect(callClasses[result.class]).toBeDefined();
        expect(Number.isInteger(result.tenths) && result.tenths >= 0 && result.tenths <= 10).toBe(true);
        if (!['NOT_IN_SERVICE', 'BAD_NUMBER'].includes(result.class)) expect(result.tenths).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('of each status from 100 to 699 with each cause from 0 to 127 gets a class', () => {
    const classes = new Set<CallClass>();
    for (let status = 100; status < 700; status++) {
      for (let cause = 0; cause < 128; cause++) classes.add(classify(q850(cause, status), options).class);
    }
    for (const found of classes) expect(callClasses[found]).toBeDefined();
  });
});
