import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { seededChance } from '../src/simulator/seeded-chance.ts';
import { removeDemos } from './crash/demo-process.ts';
import { type CrashedWeek, crashOnTheWire } from './crash/wire-crash.ts';
import type { WireMoment } from './crash/wire-moment.ts';
import { openWireWorld, type WireWorld } from './crash/wire-world.ts';

// 20 times kill -9 to server, dialler and PostgreSQL in the middle of calls on the wire, five in each of four weeks, at
// moments drawn from a seed; the carrier and the callers live on. Another seed: CRASH_SEED=… npm run test:long
const SEED = process.env['CRASH_SEED'] ?? '2012';
const MEMBERS = 150;

const chance = seededChance(`wire crash/${SEED}`);
const whats = ['dialled', 'ringing', 'answered', 'ended', 'word'] as const;
/** So many of them after the start: about every second call is answered, and most of these by people or mailboxes. */
const most = { dialled: 60, ringing: 50, answered: 20, ended: 20, word: 20 };
/** Each phase once a week, in an order of its own. */
const drawWeek = (): WireMoment[] =>
  whats
    .map((what) => ({ what, order: chance.next(), count: 1 + Math.floor(chance.next() * most[what]) }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ what, count }) => ({ what, count }));
const weeks = Array.from({ length: 4 }, (_, index) => ({ name: `week ${index + 1}`, moments: drawWeek() }));

const done: CrashedWeek[] = [];
const worlds: WireWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
afterAll(removeDemos, 60_000);

describe(`five kills on the wire, seed ${SEED}`, () => {
  test.each(weeks)('$name: $moments', async ({ name, moments }) => {
    const world = await openWireWorld(`${SEED}/${name}`, MEMBERS);
    worlds.push(world);
    done.push(await crashOnTheWire(world, moments));
  });

  test('calls and talks were cut off', () => {
    const sum = (count: (it: CrashedWeek) => number) => done.reduce((all, it) => all + count(it), 0);
    expect(sum((it) => it.kills.length)).toBe(20);
    expect(sum((it) => it.orphans)).toBeGreaterThanOrEqual(40);
    expect(sum((it) => it.talksCut)).toBeGreaterThanOrEqual(10);
    const back = Math.max(...done.map((it) => it.longestBackMs));
    process.stdout.write(`${sum((it) => it.orphans)} calls and ${sum((it) => it.talksCut)} talks cut off; `);
    process.stdout.write(`pages were back ${back} ms after the server at the latest\n`);
  });
});
