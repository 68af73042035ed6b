// How many calls a second the SIP stack sets up and takes down against SIPp, and what each costs of the processor.
// node bench/sip.ts [--calls 5000] [--at-once 1,10,50]
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomToken, wallClock } from '../src/adapters/system/wall-clock.ts';
import { openUdpTransport } from '../src/sip/udp-transport.ts';
import { UserAgent } from '../src/sip/user-agent.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '5000' },
    'at-once': { type: 'string', default: '1,10,50' },
  },
});
const calls = Number(values.calls);

process.stdout.write(
  '| at once | calls | calls/s | failed | INVITEs again | CPU ms a call | p50 ms | p99 ms |\n|---|---|---|---|---|---|---|---|\n',
);
const peer = await startSipp();
const { agent, repeated } = await openAgent(peer.port);
try {
  // Node compiles while it runs: the first calls cost several times as much.
  await run(10, 1000);
  for (const atOnce of values['at-once'].split(',').map(Number)) await report(atOnce);
} finally {
  await agent.close({ graceMs: 500 });
  peer.stop();
}

async function report(atOnce: number): Promise<void> {
  const before = repeated();
  const { seconds, failed, cpuMs, times } = await run(atOnce, calls);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  const speed = Math.round(calls / seconds);
  const row = [
    atOnce,
    calls,
    speed,
    failed,
    repeated() - before,
    (cpuMs / calls).toFixed(2),
    at(0.5),
    at(0.99),
  ];
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}

/** Keeps so many calls up at once; each is answered and hung up, and the next one begins. Times from INVITE to 200, sorted. */
async function run(atOnce: number, count: number) {
  const times: number[] = [];
  let failed = 0;
  let placed = 0;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await new Promise<void>((resolve) => {
    const place = () => {
      placed++;
      const invitedAt = performance.now();
      const media = { host: '127.0.0.1', port: 40_000 };
      const request = { to: '+493023125001', from: '+493023125000', callId: randomToken(), media };
      const call = agent.call(request, (event) => {
        if (event.kind === 'answered') {
          times.push(performance.now() - invitedAt);
          call.hangUp();
        }
        if (event.kind !== 'ended') return;
        if (event.end.cause !== 'hung-up-by-us') failed++;
        if (times.length + failed === count) resolve();
        else if (placed < count) place();
      });
    };
    for (let call = 0; call < atOnce; call++) place();
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, failed, cpuMs: (user + system) / 1000, times: times.sort((a, b) => a - b) };
}

/** An agent that counts the INVITEs which went out more than once. */
async function openAgent(port: number) {
  const seen = new Set<string>();
  let twice = 0;
  const agent = await UserAgent.open({
    trunk: { address: { host: '127.0.0.1', port }, domain: `127.0.0.1:${port}`, credentials: null },
    clock: wallClock(),
    randomToken,
    mayDial: () => true,
    product: 'bench',
    openTransport: async (events) => {
      const udp = await openUdpTransport({ host: '127.0.0.1', port: 0, ...events });
      return {
        ...udp,
        send(bytes, to) {
          const start = new TextDecoder().decode(bytes.subarray(0, 160));
          const branch = start.startsWith('INVITE') ? /branch=([^;]+)/.exec(start)?.[1] : undefined;
          if (branch !== undefined) {
            if (seen.has(branch)) twice++;
            seen.add(branch);
          }
          udp.send(bytes, to);
        },
      };
    },
  });
  return { agent, repeated: () => twice };
}

async function startSipp(): Promise<{ port: number; stop: () => void }> {
  const socket = createSocket('udp4');
  const port = await new Promise<number>((resolve) => {
    socket.bind(0, '127.0.0.1', () => resolve(socket.address().port));
  });
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  const args = ['-sn', 'uas', '-i', '127.0.0.1', '-p', String(port), '-t', 'u1', '-nostdin'];
  const child = spawn('sipp', args, { cwd: tmpdir(), stdio: 'ignore' });
  child.on('error', (cause) => {
    throw new Error('SIPp is missing. Please type: sudo apt-get install sip-tester', { cause });
  });
  await pause(1000);
  return { port, stop: () => child.kill() };
}
