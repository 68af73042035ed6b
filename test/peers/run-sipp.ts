import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** SIPp as the other side of calls, playing a scenario of `test/peers/sipp`. */
export interface Sipp {
  readonly port: number;
  /** Resolves when it has ended: 0 when every call went as the scenario says, with what it had to say otherwise. */
  readonly ended: Promise<{ readonly exitCode: number; readonly errors: string }>;
}

const scenarios = join(import.meta.dirname, 'sipp');

/**
 * Starts SIPp for one call.
 *
 * @param options `keys` fill the places `{name}` of the scenario; `calls` it waits for.
 * @throws Error when SIPp is not installed: these tests are never skipped.
 */
export async function runSipp(options: {
  readonly scenario: string;
  readonly transport: 'udp' | 'tcp';
  readonly keys?: Readonly<Record<string, string>>;
  readonly calls?: number;
}): Promise<Sipp> {
  const { scenario, transport, keys = {}, calls = 1 } = options;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sipp-'));
  const file = (name: string) => join(folder, name);
  const text = readFileSync(join(scenarios, `${scenario}.xml`), 'utf8');
  // SIPp's own keywords may not stand in a status line.
  writeFileSync(
    file('scenario.xml'),
    text.replace(/\{(\w+)\}/g, (place, name) => keys[name] ?? place),
  );
  const args = [
    ...['-sf', file('scenario.xml'), '-i', '127.0.0.1', '-p', String(port)],
    ...['-t', transport === 'udp' ? 'u1' : 't1', '-m', String(calls), '-nostdin'],
    ...['-timeout', '25s', '-timeout_error', '-trace_err', '-error_file', file('errors')],
  ];
  const process = spawn('sipp', args, {
    cwd: folder,
    stdio: 'ignore',
    env: { TERM: 'xterm', PATH: '/usr/bin:/bin' },
  });
  const ended = new Promise<{ exitCode: number; errors: string }>((resolve, reject) => {
    process.on('error', (cause) => {
      reject(new Error('SIPp is missing. Please type: sudo apt-get install sip-tester', { cause }));
    });
    process.on('exit', (code) => {
      const errors = readIfThere(file('errors'));
      rmSync(folder, { recursive: true, force: true });
      resolve({ exitCode: code ?? -1, errors });
    });
  });
  await Promise.race([listens(port, transport), ended]);
  return { port, ended };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // SIPp writes the file only when it has something to say.
  }
}

export function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** Until the kernel's own list shows the socket: SIPp does not say when it is ready. */
export async function listens(port: number, transport: 'udp' | 'tcp'): Promise<void> {
  const wanted = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  for (let tries = 0; tries < 500; tries++) {
    if (readFileSync(`/proc/net/${transport}`, 'utf8').includes(wanted)) return;
    await pause(10);
  }
  throw new Error('SIPp did not open its socket within five seconds');
}
