import { expect, test } from 'vitest';
import type { LegId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { LegFiguresBook, lossSince } from './leg-figures.ts';
import type { LegFigures } from './media.ts';

const counted = (received: number, lost: number) => ({ received, lossHere: lost / (received + lost) });

test.each([
  ['of the first reading', null, counted(90, 10), 0.1],
  ['since the one before', counted(90, 10), counted(165, 35), 0.25],
  ['none, after much', counted(50, 50), counted(550, 50), 0],
  ['all, while nothing came', counted(500, 0), counted(500, 100), 1],
  ['of nothing at all', counted(500, 20), counted(500, 20), 0],
  ['of a leg that was opened anew', counted(500, 20), counted(95, 5), 0.05],
  ['not negative for what came late', counted(500, 20), counted(600, 0), 0],
])('loss is that %s', (_, before, now, loss) => {
  expect(lossSince(before, now)).toBeCloseTo(loss);
});

test('what was lost long ago is told no more', async () => {
  const leg = 'leg' as LegId;
  let figures: LegFigures[] = [];
  const tasks: (() => unknown)[] = [];
  const book = new LegFiguresBook({
    media: { figures: async () => figures },
    clock: {
      now: () => 0 as Instant,
      at(moment, task) {
        expect(moment).toBe(2 * SECOND);
        tasks.push(task);
        return { cancel: () => {} };
      },
    },
    isWanted: () => true,
    onError: (error) => expect.fail(String(error)),
  });
  const told: (number | undefined)[] = [];
  book.wake();
  for (let reading = 1; reading <= 7; reading++) {
    // A hundred packets are lost at once in the beginning, and none after that.
    figures = [
      {
        ...{ leg, ...counted(100 * reading, 100), sent: 0, lossThere: null },
        ...{ jitterMs: 0, roundTripMs: null, lastHeardAt: null },
      },
    ];
    await tasks.shift()?.();
    told.push(book.of(leg)?.lossHere);
  }
  expect(told[0]).toBe(0.5);
  expect(told[4]).toBeGreaterThan(0.1);
  expect(told.slice(5)).toEqual([0, 0]);
});
