// A program of its own: the fictional telephone network, which outlives whoever calls through it (or is killed alone).
//   node src/simulator/carrier-process.ts '{"network":"netz.json","speed":200,"log":"carrier.jsonl"}'
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { readSpeech } from '../adapters/files/read-speech.ts';
import { timerValues } from '../sip/transaction/timers.ts';
import { Carrier } from './carrier.ts';
import { type CarrierLogEntry, parseCarrierLog } from './carrier-log.ts';
import { readNetworkFile } from './network-file.ts';
import { PacedClock } from './paced-clock.ts';

const port = z.int().min(0).max(65_535).default(0);
const settings = z.strictObject({
  /** Path of the network's file. */
  network: z.string(),
  /** Campaign seconds a wall second. */
  speed: z.number().positive(),
  /** Path of its own log, one line of JSON an event; what stands there already is remembered. */
  log: z.string(),
  sipPort: port,
  earPort: port,
  /** Lives on when its standard input is closed, that is when its parent dies. */
  keep: z.boolean().default(false),
  /** RFC 3261's T1 on the wall clock; shorter ones let a test see the end of orphans soon. */
  t1Ms: z.int().min(1).default(timerValues.t1Ms),
});
type Settings = z.infer<typeof settings>;

const HOST = '127.0.0.1';
const pace = z.object({ speed: z.number().positive() });

if (import.meta.main) await main(process.argv[2] ?? '');

/** Prints where it is to be reached as one line of JSON, then serves until SIGTERM or the end of its parent. */
async function main(argument: string): Promise<void> {
  const given = settings.parse(JSON.parse(argument));
  const log = openLog(given.log);
  const clock = new PacedClock({
    now: 0,
    speed: given.speed,
    wall: () => performance.now(),
    setTimer: after,
    // Those who answer are on time, so that those who call learn of it in theirs.
    lookAroundMs: 0,
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
  const carrier = await openCarrier(given, clock, log.append);
  carrier.remember(log.entries);
  const server = createServer((request, response) => void answer(request, response, carrier, clock));
  await new Promise<void>((resolve) => server.listen(given.earPort, HOST, resolve));
  const end = async () => {
    clock.close();
    server.close();
    server.closeAllConnections();
    await carrier.close();
    log.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  if (!given.keep) process.stdin.resume().once('close', () => void end());
  // A TCP server has an address with a port.
  const ear = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ sip: carrier.address, ear })}\n`);
}

async function openCarrier(
  { network, sipPort, t1Ms }: Settings,
  clock: PacedClock,
  log: (entry: CarrierLogEntry) => void,
): Promise<Carrier> {
  return Carrier.open({
    network: readNetworkFile(readFileSync(network, 'utf8')),
    clock,
    wall: {
      now: () => performance.now(),
      after: (ms, task) => ({ cancel: after(task, ms) }),
    },
    epoch: () => Math.round(performance.timeOrigin + performance.now()),
    log,
    randomToken: () => randomBytes(12).toString('hex'),
    host: HOST,
    port: sipPort,
    timers: { ...timerValues, t1Ms },
    speech: { sounds: readSpeech(), speed: () => clock.speed },
  });
}

function after(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}

/** Each line is with the operating system before anything else happens: a kill of this process loses none. */
function openLog(path: string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a+', 0o600);
  const known = readFileSync(path, 'utf8');
  // A line that was cut off by a kill gets its end, so that the next one stands alone.
  if (known !== '' && !known.endsWith('\n')) writeSync(file, '\n');
  return {
    entries: parseCarrierLog(known),
    append: (entry: CarrierLogEntry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(file),
  };
}

/** The ear, for loopback alone: who listens, and how fast the campaign's clock runs. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  carrier: Carrier,
  clock: PacedClock,
): Promise<void> {
  // Whatever is wrong with what was sent: the network goes on.
  const { status, body } = await route(request, carrier, clock).catch((error: unknown) => ({
    status: 400,
    body: { error: error instanceof Error ? error.message : 'what was sent cannot be read' },
  }));
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function route(
  request: IncomingMessage,
  carrier: Carrier,
  clock: PacedClock,
): Promise<{ status: number; body: unknown }> {
  const { method, url = '' } = request;
  const callId = /^\/voices\/([^/?]+)$/.exec(url)?.[1];
  const heardIn = /^\/calls\/([^/?]+)\/sound$/.exec(url)?.[1];
  if (method === 'GET' && url === '/calls') return { status: 200, body: { live: carrier.liveCalls } };
  if (method === 'GET' && callId !== undefined) {
    const voice = carrier.hear(decodeURIComponent(callId));
    return { status: voice === null ? 404 : 200, body: voice };
  }
  if (method === 'GET' && heardIn !== undefined) {
    const heard = carrier.sound(decodeURIComponent(heardIn));
    return { status: heard === null ? 404 : 200, body: heard };
  }
  if (method === 'POST' && url === '/pace') {
    const wanted = pace.safeParse(JSON.parse((await text(request)) || 'null'));
    if (!wanted.success) return { status: 400, body: { error: 'speed must be a number above 0' } };
    clock.setSpeed(wanted.data.speed);
    return { status: 200, body: { speed: clock.speed } };
  }
  return { status: 404, body: null };
}
