// What a bridged pair costs our relay beside rtpengine in user space, and by how much it delays: plain RTP on one side,
// SRTP on the other, 50 packets a second each way. All in turn within one round, so that the machine's other work meets all.
// Delays are measured on some of the pairs by a probe, a process of its own; `none` shows what of them is the probe's own.
//   node bench/voice/pairs.ts [--pairs 50,100,200] [--seconds 10] [--rounds 5] [--raw FILE] [--only ours,rtpengine,none]
//     [--probe 10] [--block MS]
import { appendFileSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createRelay } from '../../src/adapters/media/relay.ts';
import type { LegId } from '../../src/core/ids.ts';
import type { Counted, OpenedEnd, Secure, Target } from './generator.ts';
import { startRtpEngine } from './rtpengine.ts';
import { type Generator, runGenerator } from './run-generator.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '50,100,200' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    raw: { type: 'string' },
    only: { type: 'string', default: 'ours,rtpengine,none' },
    /** So many of the pairs measure delays. */
    probe: { type: 'string', default: '10' },
    /** Blocks our main thread for so long every 250 ms. */
    block: { type: 'string', default: '0' },
  },
});
const seconds = Number(values.seconds);

type RelayName = 'ours' | 'rtpengine' | 'none';
interface Run {
  readonly relay: RelayName;
  readonly pairs: number;
  /** Of one core. */
  readonly cpu: number;
  /** The same of the generator and the probe. */
  readonly cpuOfLoad: number;
  readonly cpuOfProbe: number;
  readonly load: number;
  readonly sent: number;
  readonly received: number;
  /** Of the probe's packets, milliseconds from send to receive. */
  readonly toSecure: Delays;
  readonly toPlain: Delays;
  /** By how much the generator and the probe were behind their plan. */
  readonly lateLoad: Delays;
  readonly lateProbe: Delays;
}
type Delays = Readonly<Record<'count' | 'p50' | 'p99' | 'max', number>>;

const measures: Readonly<Record<RelayName, (pairs: number) => Promise<Run>>> = {
  ours,
  rtpengine: theirs,
  none: nothing,
};
const names = (['none', 'rtpengine', 'ours'] as const).filter((it) => values.only.split(',').includes(it));
const runs: Run[] = [];
for (let round = 0; round < Number(values.rounds); round++)
  for (const pairs of values.pairs.split(',').map(Number))
    for (const name of names) {
      const run = await measures[name](pairs);
      runs.push(run);
      if (values.raw !== undefined) appendFileSync(values.raw, `${JSON.stringify(run)}\n`);
    }
print();

async function ours(pairs: number): Promise<Run> {
  const silence = new Uint8Array(160).fill(0xd5);
  const relay = await createRelay({
    host: '127.0.0.1',
    sounds: { moment: silence, hello: silence, sorry: silence },
    onError: (error) => {
      throw error;
    },
  });
  const callers = await openCallers(pairs, 'dtls', async (end, id) => {
    const [caller, contact] = [`caller-${id}` as LegId, `contact-${id}` as LegId];
    const { port } = await relay.openPhoneLeg(contact);
    relay.describe(contact, {
      ...{ address: { host: '127.0.0.1', port: end.plainPort }, payloadTypes: [8], telephoneEvent: null },
    });
    const answer = await relay.openBrowserLeg(caller, end.offer ?? '');
    relay.bridge({ caller, contact, way: 'talk' });
    return { plainPort: port, answer };
  });
  const blocking = Number(values.block) > 0 ? setInterval(() => block(Number(values.block)), 250) : undefined;
  const ran = await measured(callers, process.pid);
  clearInterval(blocking);
  await callers.close();
  await relay.close();
  return { relay: 'ours', pairs, ...ran };
}

async function theirs(pairs: number): Promise<Run> {
  const engine = await startRtpEngine();
  const callers = await openCallers(pairs, 'sdes', ({ plainPort, securePort = 0, key = '' }, id) =>
    engine.openPair({ id: `pair-${id}`, plainPort, securePort, key }),
  );
  const ran = await measured(callers, engine.pid);
  await callers.close();
  await engine.close();
  return { relay: 'rtpengine', pairs, ...ran };
}

/** Each side sends to the other one: what is measured then is the measuring. */
async function nothing(pairs: number): Promise<Run> {
  const callers = await openCallers(pairs, 'none', async ({ plainPort, securePort = 0 }) => ({
    plainPort: securePort,
    securePort: plainPort,
  }));
  const ran = await measured(callers, null);
  await callers.close();
  return { relay: 'none', pairs, ...ran };
}

interface Callers {
  readonly load: Generator;
  readonly probe: Generator;
  close(): Promise<void>;
}

async function openCallers(
  pairs: number,
  secure: Secure,
  openPair: (end: OpenedEnd, id: string) => Promise<Target>,
): Promise<Callers> {
  const probes = Math.min(pairs, Number(values.probe));
  const [load, probe] = [runGenerator(), runGenerator(-19)];
  for (const [generator, count] of [
    [load, pairs - probes],
    [probe, probes],
  ] as const) {
    const isProbe = generator === probe;
    const { ends } = await generator.ask({ kind: 'open', pairs: count, secure, isProbe }, 'opened');
    const targets: Target[] = [];
    for (const [index, end] of ends.entries())
      targets.push(await openPair(end, `${isProbe ? 'probe' : 'load'}-${index}`));
    await generator.ask({ kind: 'connect', targets }, 'connected');
  }
  return {
    ...{ load, probe },
    close: async () => void (await Promise.all([load.close(), probe.close()])),
  };
}

/** @param relayPid Null: there is none. */
async function measured({ load, probe }: Callers, relayPid: number | null) {
  const both = <Result>(ask: (it: Generator) => Promise<Result>) => Promise.all([ask(load), ask(probe)]);
  const run = async (seconds: number) => {
    await both((it) => it.ask({ kind: 'prepare', seconds }, 'prepared'));
    const pids = [relayPid, load.pid, probe.pid];
    const [before, startedAt] = [pids.map(cpuMsOf), performance.now()];
    await both((it) => it.ask({ kind: 'run' }, 'sent'));
    const elapsed = performance.now() - startedAt;
    const [cpu = 0, cpuOfLoad = 0, cpuOfProbe = 0] = pids.map(
      (pid, index) => (cpuMsOf(pid) - (before[index] ?? 0)) / elapsed,
    );
    const counted = await both((it) => it.ask({ kind: 'count' }, 'counted'));
    return { ...{ cpu, cpuOfLoad, cpuOfProbe, load: loadavg()[0] ?? 0 }, ...summary(counted) };
  };
  // Code is compiled, addresses are locked.
  await run(2);
  return run(seconds);
}

function summary([load, probe]: readonly [Counted, Counted]) {
  const ways = [load, probe].flatMap((it) => [it.toSecure, it.toPlain]);
  return {
    sent: ways.reduce((sum, it) => sum + it.sent, 0),
    received: ways.reduce((sum, it) => sum + it.received, 0),
    toSecure: figures(probe.toSecure.delays),
    toPlain: figures(probe.toPlain.delays),
    lateLoad: figures(load.late),
    lateProbe: figures(probe.late),
  };
}

function figures(times: readonly number[]): Delays {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(3));
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** User and system time of a whole process, in steps of 10 ms (proc(5), fields 14 and 15). */
function cpuMsOf(pid: number | null): number {
  if (pid === null) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

function print(): void {
  const titles = ['pairs', 'relay', 'CPU of a core', 'ratio', 'lost', 'p50 ms', 'p99 ms', 'p99 added ms'];
  titles.push('worst ms', 'generator late p99 ms', 'its CPU', 'load');
  process.stdout.write(`| ${titles.join(' | ')} |\n|${'---|'.repeat(titles.length)}\n`);
  for (const pairs of new Set(runs.map((it) => it.pairs)))
    for (const relay of names) process.stdout.write(`| ${rowOf(pairs, relay).join(' | ')} |\n`);
}

function rowOf(pairs: number, relay: RelayName): (string | number)[] {
  const of = (name: RelayName) => runs.filter((it) => it.relay === name && it.pairs === pairs);
  const medianOf = (name: RelayName, value: (run: Run) => number) => median(of(name).map(value));
  const delayOf = (name: RelayName, share: 'p50' | 'p99') =>
    medianOf(name, (it) => Math.max(it.toSecure[share], it.toPlain[share]));
  const cpu = medianOf(relay, (it) => it.cpu);
  const added = delayOf(relay, 'p99') - delayOf('none', 'p99');
  return [
    ...[pairs, relay, percent(cpu), (cpu / medianOf('rtpengine', (it) => it.cpu)).toFixed(2)],
    of(relay).reduce((sum, it) => sum + it.sent - it.received, 0),
    ...[delayOf(relay, 'p50').toFixed(2), delayOf(relay, 'p99').toFixed(2), added.toFixed(2)],
    Math.max(...of(relay).map((it) => Math.max(it.toSecure.max, it.toPlain.max))).toFixed(1),
    medianOf(relay, (it) => it.lateLoad.p99).toFixed(2),
    percent(medianOf(relay, (it) => it.cpuOfLoad)),
    medianOf(relay, (it) => it.load).toFixed(1),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
