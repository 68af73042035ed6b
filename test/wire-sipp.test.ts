import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChildProgram, startProgram } from '../src/build/child-program.ts';
import type { ClosingReport } from '../src/core/report/closing-report.ts';
import { type CrashedDemo, newDemo, removeDemos, startDemo } from './crash/demo-process.ts';
import type { Callee } from './crash/nothing-lost.ts';
import { writeSmallExport } from './crash/small-export.ts';
import { brokenRules } from './journal-rules.ts';
import { type CallerNote, type NetworkNote, readLines } from './journals.ts';
import { type SippMessage, type SippSaid, sippCarrier } from './peers/sipp-carrier.ts';
import { sampleMembers } from './sample-truth.ts';
import { readStoreAfter, type StoreAfter } from './store-after.ts';
import { root } from './tidy/source-files.ts';
import { readReport } from './wire-demo-under-test.ts';

// The whole application against a carrier that others wrote: twenty people, each with one number of their own.
const MOST = 20;
/** How many of them are what, in the order of the export. */
const parts = { talks: 8, busy: 4, gone: 4, rings: 4 } as const;
type Part = keyof typeof parts;

let demo: CrashedDemo;
let callees: readonly Callee[];
let sipp: SippSaid;
let store: StoreAfter;
let report: ClosingReport;
const partOf = new Map<string, Part>();
const paces: unknown[] = [];
const journal = () => join(demo.base, 'callers.jsonl');

beforeAll(async () => {
  demo = { ...newDemo('wire-sipp') };
  const members = join(demo.base, 'members.csv');
  const owners = sampleMembers.flatMap((it) => it.numbers);
  const isAlone = (number: string | undefined) => owners.filter((it) => it === number).length === 1;
  callees = writeSmallExport(members, MOST, ({ numbers }) => numbers.length === 1 && isAlone(numbers[0]));
  const numbers = callees.flatMap((it) => it.numbers);
  const keys: Record<string, string> = {};
  let from = 0;
  for (const [part, count] of Object.entries(parts)) {
    const own = numbers.slice(from, from + count);
    for (const number of own) partOf.set(number, part as Part); // A key of `parts`.
    keys[part] = own.map((it) => it.replace('+', '[+]')).join('|');
    from += count;
  }
  const carrier = await sippCarrier('carrier', keys);
  const ear = await openEar();
  const invitations = join(demo.base, 'invitations.json');
  const words = [
    ...['--exit', '--port', '0', '--trunk', `sip:127.0.0.1:${carrier.port}`],
    ...['--ear', ear.url, '--invitations', invitations],
  ];
  const running = startDemo({ ...demo, words, members });
  const given = await readWhenThere(invitations, running.hasEnded);
  const callers: ChildProgram = await startProgram(join(root, 'src/simulator/callers/callers-process.ts'), {
    ...given,
    ear: ear.url,
    seed: 'sipp',
    notebook: journal(),
  });
  expect(await running.ended, running.text()).toBe(0);
  await callers.close();
  ear.server.close();
  sipp = await carrier.stop();
  store = await readStoreAfter(demo.data);
  report = readReport(demo);
}, 600_000);
afterAll(removeDemos, 60_000);

describe('the whole application with SIPp in the place of the carrier', () => {
  test('reports what SIPp made of each number', () => {
    const { selected, reached, outOfDate, neverReached, conversations, answers } = report;
    expect({ selected, reached, outOfDate, neverReached, conversations, answers }).toMatchObject({
      ...{ selected: MOST, reached: parts.talks, outOfDate: parts.gone },
      neverReached: parts.busy + parts.rings,
      conversations: parts.talks,
      answers: { integration: { integrated: parts.talks } },
    });
  });

  test("and SIPp's own count says the same", () => {
    expect(sipp.calls).toEqual({ incoming: store.attempts.size, successful: store.attempts.size, failed: 0 });
    expect(sipp.errors).toBe('');
  });

  test('each attempt is one INVITE to the number that the store names', () => {
    const invites = Map.groupBy(sipp.messages.filter(isInvite), (it) => it.callId);
    expect([...invites.keys()].toSorted()).toEqual([...store.attempts.keys()].toSorted());
    for (const [callId, sent] of invites) {
      const to = store.attempts.get(callId)?.to ?? '';
      for (const { start } of sent) expect(start.startsWith(`INVITE sip:${to}@127.0.0.1:`)).toBe(true);
    }
  });

  test('what SIPp answered last is what the store has as evidence, and each answer was acknowledged', () => {
    for (const { id, evidence } of store.attempts.values()) {
      const own = sipp.messages.filter((it) => it.callId === id);
      const final = own.filter((it) => !it.isReceived && /INVITE$/.test(it.cseq)).map((it) => statusOf(it));
      expect(Math.max(...final), id).toBe(evidence?.sipStatus);
      expect(
        own.some((it) => it.isReceived && it.start.startsWith('ACK ')),
        id,
      ).toBe(true);
    }
  });

  test('each number was treated as what it is', () => {
    const statuses = { talks: 200, busy: 486, gone: 404, rings: 487 };
    for (const { to, evidence } of store.attempts.values())
      expect(evidence?.sipStatus).toBe(statuses[partOf.get(to) ?? 'talks']);
    const attemptsOf = (part: Part) =>
      [...store.attempts.values()].filter((it) => partOf.get(it.to) === part);
    // Who has talked is not rung again; a number that is gone has been tried again before it counts as out of date.
    expect(attemptsOf('talks')).toHaveLength(parts.talks);
    expect(attemptsOf('gone').length).toBeGreaterThanOrEqual(2 * parts.gone);
    const requests = (method: string) => sipp.messages.filter((it) => it.start.startsWith(`${method} `));
    expect(new Set(requests('BYE').map((it) => it.callId)).size).toBe(parts.talks);
    expect(
      requests('BYE').some((it) => it.isReceived),
      'we hung up on somebody',
    ).toBe(false);
    const cancelled = new Set(requests('CANCEL').map((it) => it.callId));
    expect([...cancelled].toSorted()).toEqual(
      attemptsOf('rings')
        .map((it) => it.id)
        .toSorted(),
    );
  });

  test('nobody is called too often, too late or after the talk', () => {
    const network = sipp.messages.filter(isInvite).map(({ callId }): NetworkNote => {
      const { to = '', dialledAt = Number.NaN } = store.attempts.get(callId) ?? {};
      return { at: dialledAt, attemptId: callId, to, call: 1, event: 'dialled', status: null };
    });
    const once = [...new Map(network.map((it) => [it.attemptId, it])).values()];
    expect(brokenRules(callees, once, readLines<CallerNote>(journal()))).toEqual([]);
  });

  test('the network was told how fast the demo goes', () => {
    expect(paces[0]).toEqual({ speed: 200 });
  });
});

function isInvite({ isReceived, start }: SippMessage): boolean {
  return isReceived && start.startsWith('INVITE ');
}

function statusOf({ start }: SippMessage): number {
  return Number(/^SIP\/2\.0 (\d{3})/.exec(start)?.[1]);
}

/** Everybody says the same. */
async function openEar(): Promise<{ url: string; server: Server }> {
  const voice = {
    kind: 'person',
    answers: {
      ...{
        integration: 'integrated',
        reception: 'pleased',
        wantsNewsletter: false,
        wantsLocalContact: false,
      },
      ...{ accepts: [], channels: [] },
    },
    asksToCallBack: null,
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += String(chunk);
    });
    request.on('end', () => {
      if (request.url === '/pace') paces.push(JSON.parse(body));
      response.setHeader('content-type', 'application/json').end(JSON.stringify(voice));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, server };
}

async function readWhenThere(file: string, hasEnded: () => boolean): Promise<object> {
  for (;;) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as object; // As the demo wrote it.
    } catch {
      if (hasEnded()) throw new Error('the demo is over before anybody was invited');
      await pause(20);
    }
  }
}
