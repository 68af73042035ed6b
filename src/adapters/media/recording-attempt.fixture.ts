// Runs in a worker as the media thread does, and tries to get audio out of it in every other way.
import { parentPort, workerData } from 'node:worker_threads';
import { forbidRecording } from './forbid-recording.ts';

// The test starts it with a path to write to, and with the program of a package.
const { path, packageUrl } = workerData as { path: string; packageUrl: string };
forbidRecording();
const short = 'fs';

const attempts: Record<string, () => unknown> = {
  'node:fs': async () => (await import('node:fs')).writeFileSync(path, 'audio'),
  'fs by its short name': async () => (await import(short)).writeFileSync(path, 'audio'),
  'fs as a whole': async () => (await import('node:fs')).default.createWriteStream(path),
  'node:fs/promises': async () => (await import('node:fs/promises')).writeFile(path, 'audio'),
  'node:sqlite': async () => new (await import('node:sqlite')).DatabaseSync(path),
  'node:net': async () => (await import('node:net')).connect(9, '127.0.0.1'),
  'node:tls': async () => (await import('node:tls')).connect(9, '127.0.0.1'),
  'node:http': async () => (await import('node:http')).get('http://127.0.0.1:9'),
  'node:https': async () => (await import('node:https')).get('https://127.0.0.1:9'),
  'node:http2': async () => (await import('node:http2')).connect('http://127.0.0.1:9'),
  'node:child_process': async () =>
    (await import('node:child_process')).execFileSync('/usr/bin/touch', [path]),
  'node:worker_threads': async () => new (await import('node:worker_threads')).Worker('', { eval: true }),
  'node:module': async () =>
    (await import('node:module')).createRequire(path)('node:fs').writeFileSync(path, ''),
  'process.getBuiltinModule': () => process.getBuiltinModule('node:fs').writeFileSync(path, 'audio'),
  fetch: () => fetch('http://127.0.0.1:9'),
  WebSocket: () => new WebSocket('ws://127.0.0.1:9'),
  'a package by require': async () => (await import(packageUrl)).write(path),
  'a package with UDP': async () => (await import(packageUrl)).udp(),
};

const told: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt();
    told[name] = 'done';
  } catch (error) {
    told[name] = error instanceof Error ? error.message : String(error);
  }
}
parentPort?.postMessage(told);
