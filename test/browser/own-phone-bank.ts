/// <reference lib="dom" />
// A real phone bank without a trunk, and callers of it in real browsers: whoever rings does it on a phone of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { FIRST_OPENING, openTestPeople } from '../../src/adapters/store/test-people.ts';
import { systemChance, systemClock } from '../../src/adapters/system/system-clock.ts';
import type { DialLine } from '../../src/app/live-calls.ts';
import type { Clock } from '../../src/app/ports.ts';
import { voiceWithoutAudio } from '../../src/app/voice-without-audio.ts';
import { openInstallation } from '../../src/build/installation.ts';
import { openPhoneBank } from '../../src/build/phone-bank.ts';
import type { CampaignPacing } from '../../src/core/campaign/campaign.ts';
import type { AccountId } from '../../src/core/ids.ts';
import { PacedClock } from '../../src/simulator/paced-clock.ts';
import { buildWeb } from './build-web.ts';

export const FAMILY_NAME = 'Zwirbelmoser';
const words = (text: string) => ({ du: text, sie: text });

export type OwnPhoneBank = Awaited<ReturnType<typeof openOwnPhoneBank>>;

/**
 * @param people How many there are to ring; each has a number in a range that rings nobody.
 * @param line A trunk, and how the campaign calls by it; callers read what is said then.
 */
export async function openOwnPhoneBank(
  people: number,
  line?: { readonly pacing: CampaignPacing; readonly trunk: (clock: Clock) => DialLine },
) {
  const folder = mkdtempSync(join(tmpdir(), 'draht-journal-'));
  const webFolder = await buildWeb();
  const installation = await openInstallation({
    ...{ dataPath: join(folder, 'data'), databaseUrl: undefined, mayJoin: false, onEvent() {} },
  });
  const { connection } = installation;
  const test = await openTestPeople({ ...installation, close: async () => {} });
  const question = {
    kind: 'single',
    ...{ id: 'how', ask: words('Wie bist du dabei?'), required: false },
    answers: [
      { id: 'active', label: 'Aktiv dabei' },
      { id: 'passive', label: 'Eher still dabei' },
    ],
  } as const;
  const campaign = await test.campaign({
    ...(line === undefined ? {} : { pacing: line.pacing }),
    guide: {
      ...{ version: 1, address: 'du', moments: [] },
      steps: [
        { id: 'hello', title: 'Begrüßung', bullets: [words('„Hallo.“')], questions: [] },
        { id: 'ask', title: 'Frage', bullets: [], questions: [question] },
      ],
    },
  });
  for (let place = 0; place < people; place += 1) {
    const number = await test.number(`+4969900099${String(place).padStart(2, '0')}`, 'fixed-line');
    const id = await test.person([number]);
    await sql`update person set given_name = ${`Quendolin${place}`}, family_name = ${FAMILY_NAME} where id = ${id}`.execute(
      connection,
    );
    await test.contacts(campaign, [id]);
  }
  const failed: unknown[] = [];
  const onError = (error: unknown) => void failed.push(error);
  const clock = new PacedClock({
    ...{ now: FIRST_OPENING, speed: 1, wall: () => performance.now(), onError },
    setTimer(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  const bank = await openPhoneBank({
    ...{ installation, clock, wallClock: systemClock(onError), chance: systemChance(), speed: () => 1 },
    trunk: line?.trunk(clock) ?? null,
    voice: voiceWithoutAudio({ ways: [line === undefined ? 'own' : 'text'] }),
    ...{ campaigns: [campaign.id], owner: 'test' },
    ...{ about: { version: '0', locale: 'de', isDemo: false }, heardOf: () => null },
    ...{ webFolder, publicUrl: null, host: '127.0.0.1', port: 0 },
  });
  const headers = { origin: bank.url };
  const post = async (context: BrowserContext, path: string, data: object = {}) => {
    const answer = await context.request.post(`${bank.url}/api/${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };

  return {
    ...{ url: bank.url, connection, failed, post, webFolder, campaign: campaign.definition.key },
    /** Somebody who is on shift with a browser of their own, before it has shown a page. */
    async caller(browser: Browser, name: string): Promise<{ context: BrowserContext; accountId: AccountId }> {
      const owner = { accountId: null, role: 'owner', unitPath: '/' } as const;
      const { token } = await bank.invitations.invite(owner, campaign.definition.key, name);
      const context = await browser.newContext({ locale: 'de', reducedMotion: 'reduce' });
      const { pledge } = await post(context, 'invitation', { token });
      const { account } = await post(context, 'join', {
        ...{ token, name },
        ...(pledge ? { pledge: pledge.version } : {}),
      });
      await post(context, `campaigns/${campaign.definition.key}/shift`);
      return { context, accountId: account.id };
    },
    /** The caller's page, with the person who is rung. */
    async ring(context: BrowserContext): Promise<{ page: Page; person: string; attemptId: string }> {
      await post(context, 'shift/ready');
      const page = await openPage(context, bank.url);
      const person = await page.locator('.call[data-state=ringing] h1').innerText();
      const { shift } = await (await context.request.get(`${bank.url}/api/shift`)).json();
      return { page, person, attemptId: shift.call.attemptId };
    },
    open: (context: BrowserContext) => openPage(context, bank.url),
    async outcomes(attemptId: string) {
      const { rows } = await sql<{ disposition: string }>`
        select disposition from outcome where attempt_id = ${attemptId}
        union all select disposition from undone_outcome, lateral (select report->>'disposition' as disposition) r
        where attempt_id = ${attemptId}`.execute(connection);
      return rows.map((it) => it.disposition);
    },
    async close() {
      await bank.close();
      clock.close();
      await installation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${url}/schicht`);
  return page;
}

/** Everything that lies in IndexedDB, bytes as letters. */
export function rawJournal(page: Page): Promise<{ names: string[]; text: string }> {
  return page.evaluate(async () => {
    const wait = <It>(request: IDBRequest<It>) =>
      new Promise<It>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const names: string[] = [];
    const parts: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        for (const row of await wait(database.transaction(store).objectStore(store).getAll())) {
          if ('name' in row) names.push(row.name);
          for (const value of row instanceof CryptoKey ? [row] : Object.values(row)) {
            const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
            const bytes = isBytes
              ? new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer)
              : null;
            if (bytes !== null)
              for (const encoding of ['utf-8', 'utf-16le', 'latin1'])
                parts.push(new TextDecoder(encoding).decode(bytes));
            else if (value instanceof CryptoKey) parts.push(value.extractable ? 'EXTRACTABLE' : 'sealed key');
            else parts.push(String(value));
          }
        }
      }
      database.close();
    }
    return { names: names.sort(), text: parts.join('\n') };
  });
}
