import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createTexts } from '../src/texts/texts.ts';
import { reachMoment } from './crash/crash-moment.ts';
import {
  type DemoProcess,
  finishDemo,
  newDemo,
  removeDemos,
  serverPid,
  signalGroup,
  startDemo,
} from './crash/demo-process.ts';
import { whatWasLost } from './crash/nothing-lost.ts';
import { smallTruth, writeSmallExport } from './crash/small-export.ts';
import { journalLength, readJournals } from './journals.ts';
import { readStoreAfter } from './store-after.ts';

const MINUTE = 60_000;
const FIRST_OPENING = Date.UTC(2012, 2, 13, 15);
const LAST_CLOSING = Date.UTC(2012, 2, 17, 17);
const IN_CALLING = { how: 'week', at: FIRST_OPENING + 6 * MINUTE } as const;
const texts = createTexts('de');

afterAll(removeDemos, 60_000);

function smallDemo(seed: string) {
  const demo = newDemo(seed);
  const members = join(demo.base, 'members.csv');
  return { demo: { ...demo, members }, callees: writeSmallExport(members) };
}

test('Ctrl-C while people talk: they talk to the end, nothing is in flight, and the same command goes on', {
  timeout: 240_000,
}, async () => {
  const { demo, callees } = smallDemo('stop');
  const running = startDemo(demo);
  await reachMoment(running, demo, IN_CALLING);
  signalGroup(running, 'SIGINT');
  expect(await running.ended, running.text()).toBe(130);
  expect(running.text()).toContain(texts.say('cli.stopping'));
  expect(running.text()).toContain(texts.say('demo.stopped'));

  const stopped = await readStoreAfter(demo.data);
  const attempts = [...stopped.attempts.values()];
  expect(attempts.length).toBeGreaterThan(0);
  expect(attempts.filter((it) => it.state !== 'settled')).toEqual([]);
  expect({ claims: stopped.claims, openShifts: stopped.openShifts }).toEqual({ claims: 0, openShifts: 0 });
  const { network } = readJournals(demo.journal);
  const count = (event: string) => network.filter((it) => it.event === event).length;
  expect(count('ended'), 'a call was left up').toBe(count('dialled'));

  expect(await finishDemo(demo)).toContain(texts.say('demo.goes-on').slice(0, 20));
  const [journals, store] = [readJournals(demo.journal), await readStoreAfter(demo.data)];
  expect(whatWasLost({ journals, store, kills: [], callees, lastClosing: LAST_CLOSING })).toEqual([]);
  expect([...store.attempts.values()].filter((it) => it.state === 'lost')).toEqual([]);
});

test('Ctrl-C during the import: nothing is half imported, and the same command begins again', {
  timeout: 240_000,
}, async () => {
  const demo = newDemo('stop-import');
  const running = startDemo(demo);
  const phase = await reachMoment(running, demo, { how: 'phase', phase: 'import', milliseconds: 0 });
  expect(phase).toBe('import');
  signalGroup(running, 'SIGINT');
  expect(await running.ended, running.text()).toBe(130);
  expect(running.text()).toContain(texts.say('error.stopped'));
  const { campaigns, people } = await readStoreAfter(demo.data);
  expect({ campaigns, people }).toEqual({ campaigns: [], people: 0 });

  const again = startDemo(demo);
  await reachMoment(again, demo, { how: 'week', at: FIRST_OPENING + MINUTE });
  signalGroup(again, 'SIGINT');
  expect(await again.ended, again.text()).toBe(130);
  expect((await readStoreAfter(demo.data)).people).toBe(3100);
});

test('kill -9 to PostgreSQL alone: the app says so, starts it again, and the demo goes on with nothing lost', {
  timeout: 240_000,
}, async () => {
  const { demo, callees } = smallDemo('server-killed');
  const running = startDemo(demo);
  await reachMoment(running, demo, IN_CALLING);
  process.kill(serverPid(demo), 'SIGKILL');
  const says = (id: string) => () => running.text().includes(texts.sayAny(id, { folder: demo.data }));
  await until(running, says('store.server-died'));
  const kills = [journalLength(demo.journal)];
  await until(running, says('store.server-restarted'));

  expect(await running.ended, running.text()).toBe(0);
  const [journals, store] = [readJournals(demo.journal), await readStoreAfter(demo.data)];
  expect(whatWasLost({ journals, store, kills, callees, lastClosing: LAST_CLOSING })).toEqual([]);
  expect(JSON.parse(readFileSync(demo.report, 'utf8'))).toMatchObject(smallTruth(callees));
});

async function until(running: DemoProcess, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    if (running.hasEnded()) throw new Error(`over before it:\n${running.text()}`);
    await pause(5);
  }
}
