import { describe, expect, test } from 'vitest';
import type { Clock, DialRequest, LegEvent, Telephony } from '../app/ports.ts';
import type { AttemptId, E164, ShiftId, TrunkId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { CallClass } from '../core/outcome/call-class.ts';
import { type CallEvidence, q850Cause } from '../core/outcome/call-evidence.ts';
import { classify } from '../core/outcome/classify.ts';
import type { NetworkFile, NumberBehaviour } from './network-file.ts';
import type { Voice } from './voice.ts';

/** A telephony port with the fictional network behind it, however the calls are carried. */
export interface TelephonyBench {
  readonly telephony: Telephony;
  readonly clock: Clock;
  hear(attemptId: AttemptId): Promise<Voice | null> | Voice | null;
  /** Lets campaign time pass until the call is over. */
  waitFor(over: Promise<void>): Promise<void>;
  /** What the network itself has written down of the end of a call; null where it keeps no log. */
  endedBy(attemptId: AttemptId): CallEvidence['releasedBy'];
  close(): Promise<void>;
}

interface ScenarioCall {
  /** We hang up so many campaign seconds after that event; `dial`: right after the call was placed. */
  readonly hangUp?: { readonly after: LegEvent['kind'] | 'dial'; readonly seconds: number };
  /** Each event and its campaign second, counted from the call. */
  readonly events: readonly (readonly [LegEvent['kind'], number])[];
  readonly class: CallClass;
  /** Undefined: the carriers may differ. */
  readonly status?: number;
  readonly cause?: number;
  readonly by: CallEvidence['releasedBy'];
  /** What is heard at the answer or with the early media. */
  readonly heard?: object;
}

interface Scenario {
  readonly name: string;
  /** Null: not listed. */
  readonly number: NumberBehaviour | null;
  readonly calls: readonly ScenarioCall[];
}

// Brands mean "read before"; these are written by hand, the numbers from a range that rings nobody.
const SHIFT = '00000000-0000-4000-8000-000000000002' as ShiftId;
const NUMBER = '+493023125001' as E164;
const OWN = '+493023125002' as E164;
const RING_SECONDS = 35;

const person: NumberBehaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 10, talkSeconds: 60 },
  answers: {
    ...{ integration: 'integrated', reception: 'pleased', wantsNewsletter: true, wantsLocalContact: false },
    ...{ accepts: ['x'], channels: [] },
  },
};
const dead: NumberBehaviour = { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: false };

const talks: ScenarioCall = {
  events: [
    ['ringing', 1],
    ['answered', 11],
    ['ended', 71],
  ],
  ...{ class: 'ANSWERED_HUMAN', status: 200, by: 'them' },
  heard: { kind: 'person', asksToCallBack: null, answers: { integration: 'integrated' } },
};
const ringsOut: ScenarioCall = {
  events: [
    ['ringing', 1],
    ['ended', 36],
  ],
  ...{ class: 'NO_ANSWER', status: 487, by: 'us' },
};
const busy: ScenarioCall = {
  ...{ events: [['ended', 1.5]], class: 'BUSY', status: 486, cause: 17, by: 'them' },
};
const mailbox: ScenarioCall = {
  hangUp: { after: 'answered', seconds: 30 },
  events: [
    ['ringing', 1],
    ['answered', 19],
    ['ended', 49],
  ],
  ...{ class: 'ANSWERED_HUMAN', status: 200, by: 'us', heard: { kind: 'machine' } },
};

/** What every carrier of the fictional network must do, seen from the telephony port. */
const scenarios: readonly Scenario[] = [
  { name: 'a person answers after ringing, talks and hangs up', number: person, calls: [talks] },
  {
    name: 'a person who is not there at first rings out twice and answers the third call',
    number: { ...person, attempt: 3 },
    calls: [ringsOut, ringsOut, talks, talks],
  },
  {
    name: 'a person whose line is busy at first',
    number: { ...person, attempt: 2, before: 'busy' },
    calls: [busy, talks],
  },
  {
    name: 'a person whose mailbox answers at first',
    number: { ...person, attempt: 2, before: 'voicemail' },
    calls: [mailbox, talks],
  },
  {
    name: 'a person asks once to be called back, and the next time gives the answers',
    number: { ...person, asksToCallBack: 'weekend' },
    calls: [
      {
        ...talks,
        events: [
          ['ringing', 1],
          ['answered', 11],
          ['ended', 36],
        ],
        heard: { kind: 'person', asksToCallBack: 'weekend' },
      },
      talks,
    ],
  },
  {
    name: 'who rings off before asking to be called back is asked for nothing',
    number: { ...person, asksToCallBack: 'weekend' },
    calls: [
      {
        hangUp: { after: 'ringing', seconds: 3 },
        events: [
          ['ringing', 1],
          ['ended', 4],
        ],
        ...{ class: 'CANCELLED', status: 487, by: 'us' },
      },
      {
        ...talks,
        events: [...talks.events.slice(0, 2), ['ended', 36]],
        heard: { asksToCallBack: 'weekend' },
      },
    ],
  },
  {
    name: 'we hang up in the middle of the talk',
    number: person,
    calls: [
      {
        ...talks,
        hangUp: { after: 'answered', seconds: 20 },
        events: [...talks.events.slice(0, 2), ['ended', 31]],
        by: 'us',
      },
    ],
  },
  {
    name: 'we hang up while it rings',
    number: person,
    calls: [
      {
        hangUp: { after: 'ringing', seconds: 4 },
        events: [
          ['ringing', 1],
          ['ended', 5],
        ],
        ...{ class: 'CANCELLED', status: 487, by: 'us' },
      },
    ],
  },
  {
    name: 'we hang up as soon as we have dialled',
    number: person,
    calls: [{ hangUp: { after: 'dial', seconds: 0 }, events: [['ended', 0]], class: 'CANCELLED', by: 'us' }],
  },
  { name: 'a number that is not listed rings until it is cancelled', number: null, calls: [ringsOut] },
  { name: 'a number that nobody answers', number: { behaviour: 'no-answer' }, calls: [ringsOut, ringsOut] },
  {
    name: 'a number that is busy the first time, then nobody answers',
    number: { behaviour: 'busy-then-no-answer' },
    calls: [busy, ringsOut, ringsOut],
  },
  {
    name: 'a mailbox answers after 18 seconds and listens until we hang up',
    number: { behaviour: 'voicemail' },
    calls: [mailbox, mailbox],
  },
  {
    name: 'a number that does not exist (404, cause 1)',
    number: dead,
    calls: [{ events: [['ended', 2]], class: 'NOT_IN_SERVICE', status: 404, cause: 1, by: 'them' }],
  },
  {
    name: 'a number that was changed (410, cause 22)',
    number: { ...dead, sip: 410, q850: 22 },
    calls: [{ events: [['ended', 2]], class: 'NOT_IN_SERVICE', status: 410, cause: 22, by: 'them' }],
  },
  {
    name: 'a number that exists nowhere (604, no cause)',
    number: { behaviour: 'not-in-service', sip: 604, earlyMedia: false },
    calls: [{ events: [['ended', 2]], class: 'NOT_IN_SERVICE', status: 604, by: 'them' }],
  },
  {
    name: 'a number that is not complete (484, cause 28)',
    number: { ...dead, sip: 484, q850: 28 },
    calls: [{ events: [['ended', 2]], class: 'BAD_NUMBER', status: 484, cause: 28, by: 'them' }],
  },
  {
    name: 'an announcement of twenty seconds before the final response',
    number: { ...dead, earlyMedia: true },
    calls: [
      {
        events: [
          ['early-media', 2],
          ['ended', 22],
        ],
        ...{ class: 'NOT_IN_SERVICE', status: 404, cause: 1, by: 'them' },
        heard: { kind: 'announcement' },
      },
    ],
  },
  {
    name: 'we hang up in the middle of an announcement',
    number: { ...dead, earlyMedia: true },
    calls: [
      {
        hangUp: { after: 'early-media', seconds: 8 },
        events: [
          ['early-media', 2],
          ['ended', 10],
        ],
        ...{ class: 'CANCELLED', status: 487, by: 'us' },
        heard: { kind: 'announcement' },
      },
    ],
  },
];

/**
 * Runs the whole list against one carrier.
 *
 * @param open A carrier of its own for each scenario.
 * @param lateSeconds How much later than expected an event may come, in campaign seconds: 0 on a virtual clock.
 */
export function testTelephony(
  name: string,
  open: (file: NetworkFile) => Promise<TelephonyBench>,
  lateSeconds: number,
): void {
  describe.concurrent(name, () => {
    test.each(scenarios.map((it) => [it.name, it] as const))('%s', async (_, { number, calls }) => {
      const bench = await open(new Map(number === null ? [] : [[NUMBER, number]]));
      try {
        for (const [index, expected] of calls.entries()) {
          // A fresh id of the right kind.
          const attemptId = `${SCENARIO_ID}${index + 1}` as AttemptId;
          await expectCall(await place(bench, attemptId, expected), expected, lateSeconds);
          expect([expected.by, null]).toContain(bench.endedBy(attemptId));
        }
      } finally {
        await bench.close();
      }
    });
  });
}

const SCENARIO_ID = '5ca1ab1e-0000-4000-8000-00000000000';

interface PlacedCall {
  readonly seen: readonly { readonly event: LegEvent; readonly seconds: number }[];
  readonly heard: readonly (Voice | null)[];
}

async function place(
  { telephony, clock, hear, waitFor }: TelephonyBench,
  attemptId: AttemptId,
  { hangUp }: ScenarioCall,
): Promise<PlacedCall> {
  const seen: PlacedCall['seen'][number][] = [];
  const heard: (Voice | null)[] = [];
  const over = Promise.withResolvers<void>();
  const startedAt = clock.now();
  const request: DialRequest = {
    ...{ attemptId, shiftId: SHIFT, side: 'contact', analyseSound: false },
    ...{ trunkId: 'sim' as TrunkId, to: NUMBER, from: OWN, ringSeconds: RING_SECONDS },
  };
  const leg = telephony.dial(request, async (event) => {
    seen.push({ event, seconds: (clock.now() - startedAt) / SECOND });
    if (hangUp?.after === event.kind)
      clock.at(clock.now() + hangUp.seconds * SECOND, async () => leg.hangUp());
    if (event.kind === 'answered' || event.kind === 'early-media') heard.push(await hear(attemptId));
    if (event.kind === 'ended') over.resolve();
  });
  if (hangUp?.after === 'dial') leg.hangUp();
  await waitFor(over.promise);
  leg.hangUp(); // Harmless when it has ended.
  return { seen, heard };
}

async function expectCall(call: PlacedCall, expected: ScenarioCall, lateSeconds: number): Promise<void> {
  const { seen, heard } = call;
  expect(seen.map(({ event }) => event.kind)).toEqual(expected.events.map(([kind]) => kind));
  for (const [index, [kind, seconds]] of expected.events.entries()) {
    expect(seen[index]?.seconds, `when ${kind} came`).toBeGreaterThanOrEqual(seconds);
    expect(seen[index]?.seconds, `when ${kind} came`).toBeLessThanOrEqual(seconds + lateSeconds);
  }
  const last = seen.at(-1)?.event;
  if (last?.kind !== 'ended') throw new Error('the call did not end');
  const { evidence } = last;
  expect(evidence).toMatchObject({
    ...{ trunkId: 'sim', dialledForm: 'e164', releasedBy: expected.by },
    ...{ localTimeout: false, transportError: false, policyRefused: null, forwarded: false },
    cancelledByUs: expected.by === 'us' && !expected.events.some(([kind]) => kind === 'answered'),
    ...(expected.status === undefined ? {} : { sipStatus: expected.status }),
  });
  expect(q850Cause(evidence.reasons)).toBe(expected.cause ?? null);
  const options = { minRingSeconds: 20, numberType: 'mobile', ownParserSaysComplete: true } as const;
  expect(classify(evidence, options).class).toBe(expected.class);
  if (expected.heard === undefined) expect(heard).toEqual([]);
  else expect(heard).toMatchObject([expected.heard]);
}
