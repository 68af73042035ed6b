import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTexts } from '../src/texts/texts.ts';
import { carrierAgainstStore } from './carrier-against-store.ts';
import {
  type CrashedDemo,
  type DemoProcess,
  finishDemo,
  newDemo,
  removeDemos,
  signalGroup,
  startDemo,
} from './crash/demo-process.ts';
import { type Callee, type Kill, whatWasLost } from './crash/nothing-lost.ts';
import { writeSmallExport } from './crash/small-export.ts';
import { reachWireMoment } from './crash/wire-moment.ts';
import { journalLength, readCarrierLog, readWireJournals } from './journals.ts';
import { expectTruthOf } from './sample-truth.ts';
import { readStoreAfter } from './store-after.ts';
import { LAST_CLOSING, readReport, runWireDemo, smallWireDemo, WIRE_WORDS } from './wire-demo-under-test.ts';

// The whole sample on the wire: wire-demo.long.test.ts.
const texts = createTexts('de');

afterAll(removeDemos, 60_000);

test('a demo on the wire meets the truth, and the carrier has seen what the store says', {
  timeout: 600_000,
}, async () => {
  const { demo, callees } = smallWireDemo('wire', 36);
  expectTruthOf(callees, await runWireDemo(demo, callees), 'the first 36 on the wire');
});

describe('a demo on the wire that is stopped', () => {
  let demo: CrashedDemo;
  let callees: readonly Callee[];
  const kills: Kill[] = [];
  beforeAll(() => {
    ({ demo, callees } = smallWireDemo('wire-stop', 28));
  });

  test('by Ctrl-C while people talk: they talk to the end, and nothing is in flight', {
    timeout: 300_000,
  }, async () => {
    const running = startDemo(demo);
    await reachWireMoment(running, demo, { what: 'answered', count: 5 });
    signalGroup(running, 'SIGINT');
    expect(await running.ended, running.text()).toBe(130);
    expect(running.text()).toContain(texts.say('cli.stopping'));
    expect(running.text()).toContain(texts.say('demo.stopped'));

    const store = await readStoreAfter(demo.data);
    expect([...store.attempts.values()].filter((it) => it.state !== 'settled')).toEqual([]);
    expect(store.claims).toBe(0);
    expect(carrierAgainstStore(readCarrierLog(demo.journal), store)).toEqual([]);
  });

  test.each(['carrier-process.ts', 'callers-process.ts'])(
    'by the death of %s: it says so in a sentence',
    { timeout: 300_000 },
    async (program) => {
      const running = startDemo(demo);
      await reachWireMoment(running, demo, { what: 'ringing', count: 3 });
      process.kill(childOf(running, program), 'SIGKILL');
      expect(await running.ended, running.text()).toBe(1);
      expect(running.text()).toContain(texts.say('error.demo.program-ended', { program, how: 'SIGKILL' }));
      expect(running.text()).not.toMatch(/^\s+at /m);
      kills.push(journalLength(demo.journal));
    },
  );

  test('goes on with the same words, and meets the truth', { timeout: 600_000 }, async () => {
    expect(await finishDemo(demo)).toContain(texts.say('demo.goes-on').slice(0, 20));
    const store = await readStoreAfter(demo.data);
    const journals = readWireJournals(demo.journal, store);
    expect(
      whatWasLost({
        journals,
        store,
        kills,
        callees,
        lastClosing: LAST_CLOSING,
        wire: { linesUnderWay: 36 },
      }),
    ).toEqual([]);
    expectTruthOf(callees, readReport(demo), 'stopped three times');
  });
});

test('a port that is taken is told in a sentence', { timeout: 120_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  while (!other.listening) await pause(1);
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const demo = newDemo('wire-port', undefined, [...WIRE_WORDS, '--port', String(port)]);
  const members = join(demo.base, 'members.csv');
  writeSmallExport(members, 5);
  const running = startDemo({ ...demo, members });
  expect(await running.ended, running.text()).toBe(1);
  other.close();
  expect(running.text()).toContain(texts.say('error.serve.port-in-use', { port }));
  expect(running.text()).not.toMatch(/^\s+at /m);
});

/** The process of a program that the demo has started. */
function childOf({ child }: DemoProcess, program: string): number {
  const pids = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
  const found = pids.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program));
  if (found === undefined) throw new Error(`${program} does not run`);
  return Number(found);
}
