import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './run-sipp.ts';

/** Asterisk 22 as a carrier; which number does what stands in `asterisk/extensions.conf`. */
export interface Asterisk {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** What it has written down: notices, warnings, keys that were pressed. */
  log(): string;
  /** What it heard on its calls to 3023125 01x, one after the other: 16-bit samples at 8000 Hz. */
  heard(): Int16Array[];
  close(): Promise<void>;
}

const script = join(import.meta.dirname, 'asterisk.sh');
const settings = join(import.meta.dirname, 'asterisk');
/** The numbers of `extensions.conf`, by what they do. */
export const asteriskNumbers = {
  echo: '+493023125001',
  tone: '+493023125011',
  announcement: '+493023125021',
  busy: '+493023125031',
  ringsOn: '+493023125041',
  readsKeys: '+493023125051',
  hangsUp: '+493023125061',
} as const;

const READY_TIME_MS = 60_000;

/**
 * Makes Asterisk's tree when it is missing (about a minute, kept for the next time) and starts it on loopback.
 *
 * @param sipPort Any free one unless given.
 * @throws Error with what to type when it can be neither found nor made: these tests are never skipped.
 */
export async function runAsterisk(sipPort?: number): Promise<Asterisk> {
  execFileSync('bash', [script, 'install'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'asterisk-'));
  // Another user than ours runs it.
  chmodSync(folder, 0o755);
  const port = sipPort ?? (await freePort());
  const account = { user: 'draht', password: 'for-tests-only' };
  const keys: Record<string, string> = {
    ...account,
    sipPort: String(port),
    rtpFrom: '20000',
    rtpUntil: '20999',
  };
  for (const name of readdirSync(settings)) {
    const text = readFileSync(join(settings, name), 'utf8');
    writeFileSync(
      join(folder, name),
      text.replace(/\{(\w+)\}/g, (place, key) => keys[key] ?? place),
    );
  }
  const child = spawn('bash', [script, 'run', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A test that is cut off takes it along.
  const end = () => endTree(child);
  process.once('exit', end);
  let said = '';
  child.stdout.on('data', (bytes) => {
    said = (said + bytes).slice(-10_000);
  });
  child.stderr.on('data', (bytes) => {
    said = (said + bytes).slice(-10_000);
  });
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = (name: string) => join(folder, 'log', name);
  const log = () => (existsSync(file('messages')) ? readFileSync(file('messages'), 'utf8') : '');
  const deadline = performance.now() + READY_TIME_MS;
  while (!log().includes('Asterisk Ready')) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`Asterisk did not start: ${said}${log()}`);
    await pause(100);
  }
  return {
    ...{ port, ...account },
    log,
    heard: () =>
      readdirSync(join(folder, 'log'))
        .filter((name) => name.startsWith('heard-'))
        .sort()
        .map((name) => samplesOf(readFileSync(file(name)))),
    async close() {
      end();
      process.off('exit', end);
      await over;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Asterisk takes another user's id, so the kernel does not end it with `unshare` (PR_SET_PDEATHSIG is gone by then): it is
 * ended itself. As the first of its PID namespace it takes all of it along.
 */
function endTree(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  for (const own of children) process.kill(Number(own), 'SIGKILL');
  child.kill('SIGKILL');
}

function samplesOf(bytes: Buffer): Int16Array {
  return Int16Array.from({ length: Math.floor(bytes.length / 2) }, (_, at) => bytes.readInt16LE(at * 2));
}
