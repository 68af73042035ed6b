// How fast the training worlds run, for a pacer alone (no store): node bench/pacing/speed.ts
import { loadavg } from 'node:os';
import { createPacer } from '../../src/core/pacing/create-pacer.ts';
import { settingsOf } from '../../src/simulator/pacing/oracle.ts';
import { runSession } from '../../src/simulator/pacing/run-session.ts';
import { trainingWorlds } from '../../src/simulator/pacing/scenarios.ts';

const ROUNDS = 5;
const CALLER_HOURS = 1000;

process.stdout.write(
  '| callers | pacer | caller-hours | seconds for 1,000 (median of five) |\n|---|---|---|---|\n',
);
for (const teamSize of [10, 50, 200]) {
  for (const mode of ['progressive', 'look-ahead'] as const) {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => secondsFor(teamSize, mode, round));
    const [hours, seconds] = [
      rounds[0]?.hours ?? 0,
      rounds.map((it) => it.seconds).toSorted((a, b) => a - b),
    ];
    process.stdout.write(
      `| ${teamSize} | ${mode} | ${hours.toFixed(0)} | ${seconds[ROUNDS >> 1]?.toFixed(1)} |\n`,
    );
  }
}
process.stdout.write(`\nNode ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n`);

function secondsFor(teamSize: number, mode: 'progressive' | 'look-ahead', round: number) {
  let hours = 0;
  const began = performance.now();
  for (let seed = 0; hours < CALLER_HOURS; seed += 1) {
    for (const makeWorld of trainingWorlds) {
      const world = makeWorld({ teamSize, personShare: 0.22, drift: seed % 2 === 0 ? 'stable' : 'drifting' });
      const result = runSession(world, `${round}/${seed}`, () => createPacer(mode, settingsOf(world, 0.03)));
      hours += result.paidSeconds / 3600;
    }
  }
  return { hours, seconds: ((performance.now() - began) / 1000) * (CALLER_HOURS / hours) };
}
