// A carrier and callers of their own, who live on when the phone bank between them is killed.
import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, startProgram } from '../../src/build/child-program.ts';
import { type EarClient, earClient } from '../../src/simulator/ear-client.ts';
import { type CrashedDemo, newDemo } from './demo-process.ts';
import type { Callee } from './nothing-lost.ts';
import { writeSmallExport } from './small-export.ts';

const root = join(import.meta.dirname, '../..');
const SPEED = 200;
/** 64 times this is how long a carrier waits for somebody who is gone (RFC 3261 section 13.3.1.4): 3.2 s. */
const T1_MS = 50;

export interface WireWorld {
  readonly demo: CrashedDemo;
  readonly callees: readonly Callee[];
  readonly ear: EarClient;
  /** When each caller's live line went and came back. */
  readonly lines: string;
  /** Lets the callers come, once the first demo has written its invitations. */
  startCallers(): Promise<void>;
  /** Resolves with the wall time at which the pages can be reached, milliseconds since 1970. */
  listens(hasEnded: () => boolean): Promise<number>;
  close(): Promise<void>;
}

/** Starts the carrier; the demo's words name it, and a port that stays the same. */
export async function openWireWorld(seed: string, most: number): Promise<WireWorld> {
  const port = await freePort();
  const plain = newDemo(seed);
  const lines = join(plain.journal, 'lines.jsonl');
  const invitations = join(plain.base, 'invitations.json');
  const carrier = await startProgram(join(root, 'src/simulator/carrier-process.ts'), {
    ...{ network: join(root, 'examples/sachsen/netz.json'), speed: SPEED, keep: true, t1Ms: T1_MS },
    log: join(plain.journal, 'carrier.jsonl'),
  });
  const { sip, ear } = carrier.said as { sip: { host: string; port: number }; ear: string }; // Its first line.
  const programs: ChildProgram[] = [carrier];
  const words = [
    ...['--exit', '--port', String(port), '--speed', String(SPEED)],
    ...['--trunk', `sip:${sip.host}:${sip.port}`, '--ear', ear, '--invitations', invitations],
  ];
  const demo = { ...plain, words, members: join(plain.base, 'members.csv') };
  return {
    demo,
    callees: writeSmallExport(demo.members, most),
    ear: earClient(ear),
    lines,
    async startCallers() {
      const given = JSON.parse(readFileSync(invitations, 'utf8'));
      const journal = { notebook: join(plain.journal, 'callers.jsonl'), lines };
      programs.push(
        await startProgram(join(root, 'src/simulator/callers/callers-process.ts'), {
          ...{ ...given, ear, seed, ...journal },
        }),
      );
    },
    async listens(hasEnded) {
      while (!(await isOpen(port)) || !existsSync(invitations)) {
        if (hasEnded()) throw new Error('the demo is over before it listens');
        await pause(10);
      }
      return Date.now();
    },
    async close() {
      for (const program of programs.toReversed()) await program.close();
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** One that no connection is given by chance while the server is away: below the kernel's own range. */
async function freePort(): Promise<number> {
  for (let place = process.pid; ; place += 1) {
    const port = 20_000 + (place % 10_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
