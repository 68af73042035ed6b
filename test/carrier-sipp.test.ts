import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { randomToken, wallClock } from '../src/adapters/system/wall-clock.ts';
import { Carrier } from '../src/simulator/carrier.ts';
import type { CarrierLogEntry } from '../src/simulator/carrier-log.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { PacedClock } from '../src/simulator/paced-clock.ts';
import {
  ack,
  answerOk,
  bye,
  cancel,
  hear,
  hearRequest,
  hearWith,
  invite,
  options,
  sippCalls,
} from './peers/sipp-caller.ts';

// The carrier's other tests call it by our own stack, which might share its mistakes. SIPp shares none.
const person: NumberBehaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 4, talkSeconds: 20 },
  answers: {
    ...{ integration: 'integrated', reception: 'pleased', wantsNewsletter: false, wantsLocalContact: false },
    ...{ accepts: [], channels: [] },
  },
};
const PERSON = '+493023125001';
const TALKER = '+493023125002';
const BUSY = '+493023125003';
const ANNOUNCED = '+493023125004';
const UNLISTED = '+493023125009';
const network = new Map<string, NumberBehaviour>([
  [PERSON, person],
  [TALKER, { ...person, talkSeconds: 3600 }],
  [BUSY, { behaviour: 'busy-then-no-answer' }],
  [ANNOUNCED, { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true }],
]);

let log: CarrierLogEntry[] = [];
let carrier: Carrier;
const clock = new PacedClock({
  ...{ now: 0, speed: 20, wall: () => performance.now() },
  setTimer: (task, ms) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  onError: (error) => {
    throw error;
  },
});

beforeAll(async () => {
  carrier = await Carrier.open({
    ...{ network, clock, wall: wallClock(), epoch: Date.now, randomToken },
    log: (entry) => log.push(entry),
  });
});
beforeEach(() => {
  log = [];
});
afterAll(async () => {
  await carrier.close();
  clock.close();
});

const endOf = () => log.filter(({ event }) => event === 'ended').map(({ status, by }) => [status, by]);

describe('SIPp calls the carrier', () => {
  test('and hangs up itself', async () => {
    const steps = [
      invite(),
      hear(100),
      hear(180),
      hearWith(200, 'Contact', 'sip:127.0.0.1'),
      ack(),
      bye(),
      hear(200),
    ];
    expect(await sippCalls(carrier.address, TALKER, steps)).toBeNull();
    expect(log.map(({ event }) => event)).toEqual(['dialled', 'ringing', 'answered', 'ended']);
    expect(endOf()).toEqual([[200, 'caller']]);
  });

  test('and is hung up on', async () => {
    const steps = [invite(), hear(100), hear(180), hear(200), ack(), hearRequest('BYE'), answerOk()];
    expect(await sippCalls(carrier.address, PERSON, steps)).toBeNull();
    expect(endOf()).toEqual([[200, 'carrier']]);
  });

  test('and cancels while it rings', async () => {
    const steps = [
      ...[invite(), hear(100), hear(180), cancel('[branch-3]')],
      ...[hearWith(200, 'CSeq', '1 CANCEL'), hearWith(487, 'CSeq', '1 INVITE'), ack('[branch-6]')],
    ];
    expect(await sippCalls(carrier.address, UNLISTED, steps)).toBeNull();
    expect(endOf()).toEqual([[487, 'caller']]);
  });

  test('and its ACK is lost: the 200 comes again and again', async () => {
    const steps = [
      ...[invite(), hear(100), hear(180), hear(200), hear(200), hear(200)],
      ...[ack(), bye(), hearWith(200, 'CSeq', '2 BYE')],
    ];
    expect(await sippCalls(carrier.address, TALKER, steps)).toBeNull();
    expect(log.filter(({ event }) => event === 'answered')).toHaveLength(1);
  });

  test('and the ACK of a refusal is lost: the 486 comes again', async () => {
    const steps = [
      invite(),
      hear(100),
      hearWith(486, 'Reason', 'Q.850;cause=17'),
      hear(486),
      ack('[branch-4]'),
    ];
    expect(await sippCalls(carrier.address, BUSY, steps)).toBeNull();
    expect(endOf()).toEqual([[486, 'carrier']]);
  });

  test('and sends its INVITE again: the answer comes again, and it is one call', async () => {
    const steps = [
      ...[invite(), hear(100), invite('[branch-2]'), hear(100), hear(180), invite('[branch-5]'), hear(180)],
      ...[hear(200), ack(), bye(), hear(200)],
    ];
    expect(await sippCalls(carrier.address, TALKER, steps)).toBeNull();
    expect(log.filter(({ event }) => event === 'dialled')).toHaveLength(1);
  });

  test('and hears an announcement before the final answer', async () => {
    const steps = [
      ...[invite(), hear(100), hearWith(183, 'Content-Type', 'application/sdp')],
      ...[hearWith(404, 'Reason', 'Q.850;cause=1$'), ack('[branch-4]')],
    ];
    expect(await sippCalls(carrier.address, ANNOUNCED, steps)).toBeNull();
    expect(log.at(-1)).toMatchObject({ event: 'ended', status: 404 });
    expect(log.at(-1)?.rtpSent).toBeGreaterThan(0);
  });

  test('and asks whether it is there', async () => {
    const steps = [options(), hearWith(200, 'Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS')];
    expect(await sippCalls(carrier.address, PERSON, steps)).toBeNull();
  });

  test('and a step that does not come is told', async () => {
    expect(await sippCalls(carrier.address, PERSON, [invite(), hear(100), hear(183)])).toMatch(/SIPp ended/);
  });
});
