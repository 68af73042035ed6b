// What a bridged pair costs our relay beside rtpengine in user space: plain RTP on one side, SRTP on the other, 50 packets
// a second each way. Both in turn within one round, so that the machine's other work meets both.
//   node bench/voice/pairs.ts [--pairs 50,100,200] [--seconds 10] [--rounds 5] [--raw FILE] [--only ours|rtpengine]
import { appendFileSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRelay } from '../../src/adapters/media/relay.ts';
import type { LegId } from '../../src/core/ids.ts';
import type { Direction } from './generator.ts';
import { startRtpEngine } from './rtpengine.ts';
import { runGenerator } from './run-generator.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '50,100,200' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    raw: { type: 'string' },
    only: { type: 'string' },
    /** Blocks our main thread for so long every 250 ms. */
    block: { type: 'string', default: '0' },
  },
});
const seconds = Number(values.seconds);

interface Run {
  readonly relay: 'ours' | 'rtpengine';
  readonly pairs: number;
  /** Of one core. */
  readonly cpu: number;
  readonly toSecure: Direction;
  readonly toPlain: Direction;
}

const runs: Run[] = [];
for (let round = 0; round < Number(values.rounds); round++)
  for (const pairs of values.pairs.split(',').map(Number)) {
    if (values.only !== 'rtpengine') note(await ours(pairs));
    if (values.only !== 'ours') note(await theirs(pairs));
  }
print();

function note(run: Run): void {
  runs.push(run);
  if (values.raw !== undefined) appendFileSync(values.raw, `${JSON.stringify(run)}\n`);
}

async function ours(pairs: number): Promise<Run> {
  const silence = new Uint8Array(160).fill(0xd5);
  const relay = await createRelay({
    host: '127.0.0.1',
    sounds: { moment: silence, hello: silence },
    onError: (error) => {
      throw error;
    },
  });
  const generator = runGenerator();
  const { ends } = await generator.ask({ kind: 'open', pairs, secure: 'dtls' }, 'opened');
  const targets = [];
  for (const [index, end] of ends.entries()) {
    const [caller, contact] = [`caller-${index}` as LegId, `contact-${index}` as LegId];
    const { port } = await relay.openPhoneLeg(contact);
    relay.describe(contact, {
      ...{ address: { host: '127.0.0.1', port: end.plainPort }, payloadTypes: [8], telephoneEvent: null },
    });
    targets.push({ plainPort: port, answer: await relay.openBrowserLeg(caller, end.offer ?? '') });
    relay.bridge({ caller, contact, way: 'talk' });
  }
  await generator.ask({ kind: 'connect', targets }, 'connected');
  const blocking = Number(values.block) > 0 ? setInterval(() => block(Number(values.block)), 250) : undefined;
  const ran = await measured(generator, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });
  clearInterval(blocking);
  await generator.close();
  await relay.close();
  return { relay: 'ours', pairs, ...ran };
}

async function theirs(pairs: number): Promise<Run> {
  const engine = await startRtpEngine();
  const generator = runGenerator();
  const { ends } = await generator.ask({ kind: 'open', pairs, secure: 'sdes' }, 'opened');
  const targets = [];
  for (const [index, { plainPort, securePort = 0, key = '' }] of ends.entries())
    targets.push(await engine.openPair({ id: `pair-${index}`, plainPort, securePort, key }));
  await generator.ask({ kind: 'connect', targets }, 'connected');
  const ran = await measured(generator, () => cpuMsOf(engine.pid));
  await generator.close();
  await engine.close();
  return { relay: 'rtpengine', pairs, ...ran };
}

async function measured(generator: ReturnType<typeof runGenerator>, cpuMs: () => number) {
  await generator.ask({ kind: 'run', seconds: 1 }, 'ran');
  const [before, startedAt] = [cpuMs(), performance.now()];
  const { toSecure, toPlain } = await generator.ask({ kind: 'run', seconds }, 'ran');
  return { cpu: (cpuMs() - before) / (performance.now() - startedAt - 500), toSecure, toPlain };
}

/** User and system time of a whole process, in steps of 10 ms (proc(5), fields 14 and 15). */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

function print(): void {
  process.stdout.write(
    '| pairs | relay | CPU of a core | ratio | lost | p50 ms | p99 ms |\n|---|---|---|---|---|---|---|\n',
  );
  for (const pairs of new Set(runs.map((it) => it.pairs))) {
    const cpuOf = (relay: Run['relay']) =>
      median(runs.filter((it) => it.relay === relay && it.pairs === pairs).map((it) => it.cpu));
    for (const relay of ['ours', 'rtpengine'] as const) {
      const these = runs.filter((it) => it.relay === relay && it.pairs === pairs);
      if (these.length === 0) continue;
      const ways = these.flatMap((it) => [it.toSecure, it.toPlain]);
      const row = [
        ...[
          pairs,
          relay,
          `${(100 * cpuOf(relay)).toFixed(1)} %`,
          (cpuOf(relay) / cpuOf('rtpengine')).toFixed(2),
        ],
        ways.reduce((sum, it) => sum + it.sent - it.received, 0),
        ...[median(ways.map((it) => it.p50)).toFixed(2), median(ways.map((it) => it.p99)).toFixed(2)],
      ];
      process.stdout.write(`| ${row.join(' | ')} |\n`);
    }
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
