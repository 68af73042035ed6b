// What one decision of ours costs: whole sessions of 200 callers, the same one several times over; of each decision the fastest
// time counts, for what is slower only now and then is the machine's, or V8's first compiling, and no decision's.
//   node bench/pacing/decide.ts [runs]
import { loadavg } from 'node:os';
import { runSession } from '../../src/simulator/pacing/run-session.ts';
import { trainingWorlds } from '../../src/simulator/pacing/scenarios.ts';
import { createPacer } from './adapter.ts';
import { newTimes, optionsOf, throughTheOpenShape } from './open-session.ts';
import type { OpenPacer } from './types.ts';

const RUNS = Number(process.argv[2] ?? 5);
/** A session asks some 100,000 times. */
const MOST = 1_000_000;

process.stdout.write(
  '| cap | people | decisions | mean us | one of 10,000 above us | worst us | worst of one run, us |\n|---|---|---|---|---|---|---|\n',
);
for (const cap of [0.03, 0.01, 0.003])
  for (const personShare of [0.1, 0.42]) process.stdout.write(`${row(cap, personShare)}\n`);
process.stdout.write(
  `\n${RUNS} runs each, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n`,
);

function row(cap: number, personShare: number): string {
  const best = new Float64Array(MOST).fill(Number.POSITIVE_INFINITY);
  let [count, worstOfOne] = [0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    const times = sessionTimes(cap, personShare);
    count = times.length;
    for (const [at, time] of times.entries()) best[at] = Math.min(best[at] ?? time, time);
    worstOfOne = times.reduce((most, it) => Math.max(most, it), 0);
  }
  const sorted = best.subarray(0, count).toSorted();
  const mean = sorted.reduce((sum, it) => sum + it, 0) / count;
  const figures = [mean, sorted[Math.floor(count * 0.9999)] ?? 0, sorted.at(-1) ?? 0, worstOfOne];
  return `| ${cap * 100} % | ${personShare * 100} % | ${count} | ${figures.map((it) => it.toFixed(1)).join(' | ')} |`;
}

/** Of each decision of one session, microseconds by the clock. */
function sessionTimes(cap: number, personShare: number): Float64Array {
  const world = trainingWorlds[0]?.({ teamSize: 200, personShare, drift: 'drifting' });
  if (world === undefined) throw new Error('there are no training worlds');
  const times = new Float64Array(MOST);
  let count = 0;
  runSession(world, '1', () => {
    const options = optionsOf(world, cap, 1);
    const pacer = createPacer(options);
    const measured: OpenPacer = {
      onEvent: (event) => pacer.onEvent?.(event),
      decide(now, state) {
        const before = performance.now();
        const calls = pacer.decide(now, state);
        times[count++] = (performance.now() - before) * 1000;
        return calls;
      },
    };
    return throughTheOpenShape(measured, options, newTimes());
  });
  return times.subarray(0, count);
}
