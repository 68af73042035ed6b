import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

// Nothing can be recorded, and nobody else is asked: no file, no process, no TCP, no name server, no mDNS, no STUN.
test('a connection to a browser needs one UDP socket, and opens nothing else', async () => {
  const worker = new Worker(new URL('./closed-doors.fixture.ts', import.meta.url));
  const [{ told, asked }] = await once(worker, 'message');
  await worker.terminate();
  // Two sockets: ours, and the one of the browser that the test plays.
  expect(told).toBe('heard 800801, open were UDPWrap, UDPWrap');
  // A new werift that asks for more is to be looked at; multicast-dns is its mDNS, which nobody starts.
  expect(asked).toEqual([
    'dgram by multicast-dns/index.js',
    'dgram by werift/lib/index.mjs',
    'dns by werift/lib/index.mjs',
    'net by @fidm/x509/build/common.js',
    'net by werift/lib/index.mjs',
    'tls by werift/lib/index.mjs',
  ]);
});
