import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../instant.ts';
import { measureSession } from './measure-session.ts';
import type { SessionEvent } from './session-event.ts';

const OPENING = { fromAt: 0, untilAt: 60 * MINUTE };
const measure = (events: readonly SessionEvent[], endedAt = 60 * MINUTE) =>
  measureSession(events, [OPENING], endedAt);
const at = (minutes: number) => Math.round(minutes * MINUTE);
const caller = (kind: 'joined' | 'ready' | 'paused' | 'left', minutes: number, name = 'a'): SessionEvent => ({
  ...{ kind, at: at(minutes), caller: name },
});
const dialled = (call: string, minutes: number): SessionEvent => ({ kind: 'dialled', at: at(minutes), call });
const answered = (call: string, minutes: number, party: 'person' | 'machine' = 'person'): SessionEvent => ({
  ...{ kind: 'answered', at: at(minutes), call, party },
});
const talking = (call: string, minutes: number, name = 'a'): SessionEvent => ({
  ...{ kind: 'talking', at: at(minutes), call, caller: name },
});

describe('utilisation', () => {
  test('counts talk and wrap-up of conversations, of the time on shift without pauses', () => {
    const figures = measure([
      ...[caller('joined', 0), caller('ready', 0), dialled('1', 1), answered('1', 2), talking('1', 2)],
      ...[caller('ready', 12), caller('paused', 20), caller('ready', 30), caller('left', 50)],
    ]);
    expect(figures).toMatchObject({ callerSeconds: 40 * 60, busySeconds: 10 * 60, utilisation: 0.25 });
  });

  test('a mailbox is no conversation', () => {
    const figures = measure([
      ...[caller('joined', 0), caller('ready', 0), answered('1', 1, 'machine'), talking('1', 1)],
      ...[caller('ready', 3), caller('left', 10)],
    ]);
    expect(figures).toMatchObject({ busySeconds: 0, conversations: 0, waits: null, abandonedShare: 0 });
  });

  test('who still talks at the end is busy until then', () => {
    const events = [caller('joined', 0), caller('ready', 0), answered('1', 50), talking('1', 50)];
    expect(measure(events).busySeconds).toBe(10 * 60);
  });
});

describe('waits', () => {
  test('run from being ready after one conversation to the next, over calls in vain, without pauses', () => {
    const figures = measure([
      ...[caller('joined', 0), caller('ready', 1), answered('1', 3), talking('1', 3)],
      ...[
        caller('ready', 10),
        dialled('2', 10),
        caller('ready', 11),
        caller('paused', 12),
        caller('ready', 15),
      ],
      ...[answered('3', 18), talking('3', 18), caller('left', 20)],
    ]);
    // 2 minutes at first, then 8 minutes without a pause of 3.
    expect(figures.waits).toEqual({ count: 2, meanSeconds: 3.5 * 60, p90Seconds: 5 * 60 });
  });

  test('the last one, that ends in going home, is none', () => {
    const events = [caller('joined', 0), caller('ready', 0), caller('left', 30)];
    expect(measure(events).waits).toBeNull();
  });
});

describe('a call that a person answers', () => {
  const ready = [caller('joined', 0), caller('ready', 0)];
  test.each([
    ['a caller is there at once', [talking('1', 1)], { conversations: 1, abandoned: 0 }],
    ['a caller is there after two seconds', [talking('1', 1 + 2 / 60)], { conversations: 1, abandoned: 0 }],
    [
      'a caller comes after more than two seconds',
      [talking('1', 1 + 2.1 / 60)],
      { conversations: 0, abandoned: 1 },
    ],
    ['nobody comes', [], { conversations: 0, abandoned: 1 }],
  ])('%s', (_, then, expected) => {
    expect(measure([...ready, answered('1', 1), ...then])).toMatchObject(expected);
  });

  test('the share of abandoned ones is of all that people answered, from the beginning on', () => {
    const { abandonedShare, slots } = measure([
      ...[...ready, answered('1', 1), talking('1', 1), answered('2', 2), answered('3', 31), talking('3', 31)],
    ]);
    expect(abandonedShare).toBeCloseTo(1 / 3);
    expect(slots.at(0)?.abandonedShare).toBe(0.5);
    expect(slots.at(-1)?.abandonedShare).toBeCloseTo(1 / 3);
  });
});

test('the slots add up to the whole, and what comes after closing belongs to the last one', () => {
  const figures = measure(
    [
      ...[caller('joined', 0), caller('ready', 0), dialled('1', 55), answered('1', 56), talking('1', 56)],
      ...[caller('ready', 66), caller('left', 66)],
    ],
    at(66),
  );
  const sum = (of: 'busySeconds' | 'callerSeconds' | 'calls' | 'conversations') =>
    figures.slots.reduce((all, it) => all + it[of], 0);
  for (const key of ['busySeconds', 'callerSeconds', 'calls', 'conversations'] as const)
    expect(sum(key), key).toBe(figures[key]);
  expect(figures.slots.at(-1)?.busySeconds).toBe((10 * MINUTE) / SECOND);
});

test('a session in which nothing happened has no share of anything', () => {
  expect(measure([])).toMatchObject({ utilisation: 0, conversationsPerCallerHour: 0, abandonedShare: 0 });
});
