import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { membersReader } from '../src/adapters/files/members-reader.ts';
import { systemChance } from '../src/adapters/system/system-clock.ts';
import { makeClosingReport } from '../src/app/closing-report.ts';
import { importMembers } from '../src/app/import-members.ts';
import { openCampaign } from '../src/app/open-campaign.ts';
import { type Installation, openInstallation } from '../src/build/installation.ts';
import type { Actor } from '../src/core/access/may-do.ts';
import { openings } from '../src/core/calendar/dial-window.ts';
import { readCampaign } from '../src/core/campaign/read-campaign.ts';
import type { AccountId, ShiftId } from '../src/core/ids.ts';
import { MINUTE } from '../src/core/instant.ts';

// The oldest PostgreSQL that `DATABASE_URL` may name, from Debian 12's own packages.
const BIN = '/usr/lib/postgresql/15/bin';
const folder = mkdtempSync(join(tmpdir(), 'draht-pg15-'));
const isRoot = process.getuid?.() === 0;
const asServerUser = (program: string, args: string[]) =>
  isRoot
    ? {
        program: 'setpriv',
        args: ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args],
      }
    : { program, args };
let server: ReturnType<typeof spawn>;
let installation: Installation;

beforeAll(async () => {
  if (!existsSync(`${BIN}/postgres`)) {
    throw new Error('PostgreSQL 15 is missing. Please type: sudo apt-get install postgresql-15');
  }
  if (isRoot) execFileSync('chown', ['postgres:postgres', folder]);
  const cluster = join(folder, 'cluster');
  const init = asServerUser(`${BIN}/initdb`, [
    '-D',
    cluster,
    '-U',
    'draht',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]);
  execFileSync(init.program, init.args, { stdio: 'ignore', cwd: folder });
  const start = asServerUser(`${BIN}/postgres`, ['-D', cluster, '-k', folder, '-c', 'listen_addresses=']);
  server = spawn(start.program, start.args, { stdio: 'ignore', cwd: folder });
  const databaseUrl = `postgresql:///postgres?user=draht&host=${folder}`;
  installation = await whenReady(() =>
    openInstallation({
      dataPath: mkdtempSync(join(tmpdir(), 'draht-keys-')),
      databaseUrl,
      mayJoin: true,
      onEvent: () => {},
    }),
  );
});
afterAll(async () => {
  await installation?.close();
  server?.kill('SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
});

async function whenReady<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 50) throw error;
      await pause(100);
    }
  }
}

test('import, selection, claim and report run on PostgreSQL 15 by DATABASE_URL', async () => {
  const examples = new URL('../examples/sachsen/', import.meta.url).pathname;
  const read = readCampaign(readFileSync(`${examples}kampagne.yaml`, 'utf8'));
  if (!('campaign' in read)) throw new Error('the sample campaign has problems');
  const { campaign } = read;
  const expected = JSON.parse(readFileSync(`${examples}erwartet.json`, 'utf8'));
  const actor: Actor = { accountId: null, role: 'owner', unitPath: '/' };
  const now = openings(campaign)[0]?.fromAt ?? 0;
  const names = { unitName: campaign.unit, defaultUnitName: campaign.unit };
  const { store, imports, reports } = installation;
  const list = await importMembers(
    { reader: membersReader(), store: imports },
    {
      ...{
        actor,
        ...names,
        path: `${examples}mitglieder.csv`,
        mappingPath: null,
        isDryRun: false,
        isComplete: true,
      },
      ...{ selection: campaign.selection, today: campaign.period.from, timezone: campaign.timezone, now },
    },
  );
  expect([list.dataRows, list.selection.selected.length]).toEqual([expected.dataRows, expected.selected]);
  const unit = await store.units.ensure(campaign.unit, null);
  const chance = systemChance();
  const { id } = await store.inTransaction((doors) =>
    openCampaign(doors, { actor, unit, campaign, message: null, now, chance }),
  );
  const accountId = chance.uuid() as AccountId; // Fresh ids of the right kind.
  await store.units.ensureAccount({
    id: accountId,
    unitId: unit.id,
    name: 'caller',
    role: 'caller',
    at: now,
  });
  const shift = await store.shifts.openShift({
    id: chance.uuid() as ShiftId,
    campaignId: id,
    accountId,
    at: now,
  });
  const claim = await store.queue.claim({
    ...{ campaignId: id, kind: 'any', hand: { shiftId: shift.id, callerId: accountId }, now },
    ...{ leaseUntil: now + 15 * MINUTE, part: 'B', sameCallerGrace: 0 },
  });
  expect(claim).not.toBeNull();
  const { report } = await makeClosingReport(
    { campaigns: store.campaigns, reports },
    { actor, key: campaign.key },
  );
  expect([report.selected, report.called, report.neverReached]).toEqual([
    expected.selected,
    0,
    expected.selected,
  ]);
});
