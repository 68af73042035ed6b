import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

it('the media thread can write no file, open no connection and start no program, whatever is loaded there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'draht-media-'));
  const path = join(folder, 'recording');
  const packageFile = join(folder, 'package.cjs');
  await writeFile(
    packageFile,
    `exports.write = (path) => require('fs').writeFileSync(path, 'audio');
     exports.udp = () => require('dgram').createSocket('udp4');`,
  );
  const worker = new Worker(new URL('./recording-attempt.fixture.ts', import.meta.url), {
    workerData: { path, packageUrl: pathToFileURL(packageFile).href },
  });
  const [told] = await once(worker, 'message');
  await worker.terminate();
  expect(Object.keys(told).length).toBeGreaterThan(15);
  const refused = Object.entries(told).map(([name, text]) => [
    name,
    /is not to be had on the media thread/.test(String(text)) || text,
  ]);
  expect(refused).toEqual(Object.keys(told).map((name) => [name, true]));
  expect(existsSync(path)).toBe(false);
  await rm(folder, { recursive: true });
});
