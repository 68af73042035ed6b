import { expect, test } from 'vitest';
import { createPacer as createOpenPacer } from '../bench/pacing/adapter.ts';
import { newTimes, optionsOf, throughTheOpenShape } from '../bench/pacing/open-session.ts';
import { createPacer } from '../src/core/pacing/create-pacer.ts';
import { settingsOf } from '../src/simulator/pacing/oracle.ts';
import { runSession } from '../src/simulator/pacing/run-session.ts';
import { trainingWorlds } from '../src/simulator/pacing/scenarios.ts';

const [evening] = trainingWorlds;

test.each([
  { abandonCap: 0, mode: 'progressive' },
  { abandonCap: 0.003, mode: 'early' },
  { abandonCap: 0.01, mode: 'look-ahead' },
  { abandonCap: 0.03, mode: 'look-ahead' },
] as const)('through the open interface a cap of $abandonCap is the mode $mode, call for call', (row) => {
  const world = evening?.({ teamSize: 5, personShare: 0.22, drift: 'drifting' });
  if (world === undefined) throw new Error('no world');
  const options = optionsOf(world, row.abandonCap, 1);
  const pacer = createPacer(row.mode, settingsOf(world, row.abandonCap));
  const direct = runSession(world, 'a', () => ({
    note: (event) => pacer.note(event),
    // That interface has no word for calls that are taken back.
    decide: (snapshot) => ({ calls: pacer.decide(snapshot).calls }),
  }));
  const times = newTimes();
  const through = runSession(world, 'a', () => throughTheOpenShape(createOpenPacer(options), options, times));
  expect(through).toEqual(direct);
  expect(times.count).toBe(through.decisions);
});
