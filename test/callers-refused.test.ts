import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type ChildProgram, startProgram } from '../src/build/child-program.ts';
import { createTexts } from '../src/texts/texts.ts';
import { root } from './tidy/source-files.ts';

// Servers that are not of these callers' protocol: a demo must not wait for ever for calls that nobody can make.
interface StrangeServer {
  /** By path; what is not here is refused with 400. */
  readonly answers: Readonly<Record<string, string>>;
  /** What the live connection says to the hello, and with what code it closes then. */
  readonly welcome?: unknown;
  readonly closesWith?: number;
  /** A shift that is there from the beginning. */
  readonly shift?: unknown;
  /** With what status it refuses; 400 when it does not say. */
  readonly status?: number;
}

const now = Date.UTC(2012, 2, 13, 16);
const opening = { fromAt: now, untilAt: now + 3_600_000 };
const me = { pledges: [], campaigns: [{ key: 'a', timezone: 'Europe/Berlin', openings: [opening] }] };
const arrived = { '/api/join': JSON.stringify(me), '/api/campaigns/a/guide': '{"newsletters":[]}' };
const welcome = { type: 'welcome', protocol: 1, stream: 's', seq: 0, isComplete: false, now, speed: 1000 };

const shift = {
  ...{ shiftId: 's', state: 'pause', since: now, call: null },
  voice: { way: 'text', ways: ['text'], line: 'none' },
};

const open: { server: Server; program: ChildProgram | null }[] = [];
afterAll(async () => {
  for (const { server, program } of open.splice(0)) {
    await program?.close();
    server.closeAllConnections();
    server.close();
  }
});

test.concurrent.each<[string, StrangeServer, RegExp]>([
  ['refuses the invitation', { answers: {} }, /^400 error\.server\.field$/],
  ['answers with something else than JSON', { answers: { '/api/join': '<html>' } }, /^unreadable$/],
  ['answers with other fields', { answers: { '/api/join': '{}' } }, /^TypeError$/],
  ['closes the live connection', { answers: arrived, closesWith: 4400 }, /^live 4400$/],
  ['speaks a later protocol', { answers: arrived, welcome: { ...welcome, protocol: 2 } }, /^protocol 2$/],
  ['refuses every shift', { answers: arrived, welcome }, /^400 error\.server\.field$/],
  ['lets nobody be ready', { answers: arrived, welcome, shift, status: 409 }, /^409 error\.server\.field$/],
])('callers end and say why when the server %s', async (_, strange, reason) => {
  const error = await callersAt(strange).then(
    ({ failed }) => failed.catch((it: unknown) => it),
    (it: unknown) => it,
  );
  expect(error).toMatchObject({
    code: 'error.demo.callers-refused',
    values: { reason: expect.stringMatching(reason) },
  });
  const { reason: said } = (error as { values: { reason: string } }).values; // As just seen.
  expect(createTexts('de').say('error.demo.callers-refused', { reason: said })).toContain(`(${said})`);
});

async function callersAt(strange: StrangeServer): Promise<ChildProgram> {
  const server = await startStrange(strange);
  const it = { server, program: null as ChildProgram | null };
  open.push(it);
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  it.program = await startProgram(join(root, 'src/simulator/callers/callers-process.ts'), {
    ...{ server: `http://127.0.0.1:${port}`, ear: 'http://127.0.0.1:1' },
    ...{ invitations: ['token'], seed: 'refused' },
  });
  return it.program;
}

async function startStrange(strange: StrangeServer): Promise<Server> {
  const { answers, welcome: said, closesWith, status = 400 } = strange;
  const refusal = JSON.stringify({ code: 'error.server.field', values: {}, message: 'Wrong.' });
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? status : 200, { 'content-type': 'application/json' });
    response.end(answer ?? refusal);
  });
  new WebSocketServer({ server, path: '/api/live' }).on('connection', (socket) => {
    socket.once('message', () => {
      if (said !== undefined) socket.send(JSON.stringify(said));
      const event = { kind: 'shift', view: strange.shift };
      if (strange.shift !== undefined) socket.send(JSON.stringify({ type: 'event', seq: 1, event }));
      if (closesWith !== undefined) socket.close(closesWith);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
