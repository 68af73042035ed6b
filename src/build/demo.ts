import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { membersReader } from '../adapters/files/members-reader.ts';
import { type SimulationStore, simulationStore } from '../adapters/store/simulation-store.ts';
import { defaultDataFolder } from '../adapters/system/data-folder.ts';
import { createCallerDesk } from '../app/caller-desk.ts';
import { makeClosingReport } from '../app/closing-report.ts';
import { Dialler } from '../app/dialler.ts';
import { importMembers } from '../app/import-members.ts';
import { openCampaign } from '../app/open-campaign.ts';
import type { CampaignRow } from '../app/ports.ts';
import { sayProblem } from '../cli/campaign-check.ts';
import type { DemoRequest, DemoScreen } from '../cli/demo.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { readCampaign } from '../core/campaign/read-campaign.ts';
import type { AccountId, TrunkId } from '../core/ids.ts';
import { HOUR, type Instant, SECOND } from '../core/instant.ts';
import { Network } from '../simulator/network.ts';
import { type NetworkFile, readNetworkFile } from '../simulator/network-file.ts';
import { CallerRoom, runAction } from '../simulator/run-action.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { VirtualClock } from '../simulator/virtual-clock.ts';
import { createTexts } from '../texts/texts.ts';
import { type Installation, openInstallation } from './installation.ts';

const TRUNK = 'simulated' as TrunkId; // The one trunk there is; profiles come later.
const SYSTEM: Actor = { accountId: null, role: 'system', unitPath: '/' };

interface Inputs {
  readonly campaign: Campaign;
  readonly network: NetworkFile;
  readonly hash: string;
}

/**
 * The whole main job on a fictional telephone network: import, selection, the calling week, the closing report.
 *
 * Everything but the wire, the callers and the clock is the application itself. Goes on where an interrupted demo of
 * the same files stood; begins anew after a finished one.
 * @returns false when it was stopped before the end.
 */
export async function runDemo(
  config: Config,
  request: DemoRequest,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<boolean> {
  const inputs = await readInputs(config, request);
  const dataPath = request.data ?? join(dirname(defaultDataFolder(config)), 'heisser-draht-demo');
  const onEvent = (event: { textId: string; values: Record<string, string> }) =>
    screen.say(event.textId, event.values);
  // Never DATABASE_URL: a demo may wipe what it finds, so it keeps to a folder of its own.
  const installation = await openInstallation({ dataPath, databaseUrl: undefined, mayJoin: false, onEvent });
  try {
    for (let losses = 0; ; losses += 1) {
      try {
        return await runWorld(installation, request, inputs, screen, signal);
      } catch (error) {
        // What a statement under way came to is unknown. So the demo goes on as one that was killed does: from the store.
        if (!isConnectionLost(error) || losses === MOST_LOSSES || !(await installation.answersAgain()))
          throw error;
      }
    }
  } finally {
    await installation.close();
  }
}

/** A database that dies again and again is better told than served. */
const MOST_LOSSES = 5;

function isConnectionLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'error.store.connection-lost';
}

/** @returns false when it was stopped before the end. */
async function runWorld(
  installation: Installation,
  request: DemoRequest,
  inputs: Inputs,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<boolean> {
  const simulation = simulationStore(installation.connection, installation.cipher);
  const run = await prepareWorld(installation, simulation, request, inputs, screen);
  const campaign = await prepareCampaign(installation, request, inputs, run, screen, signal);
  if (!(await callThrough({ installation, simulation, request, inputs, run, campaign, screen, signal })))
    return false;
  const doors = { campaigns: installation.store.campaigns, reports: installation.reports };
  const { report } = await makeClosingReport(doors, { actor: SYSTEM, key: campaign.campaign.key });
  const file = request.report ?? join(installation.folder.path, 'report.json');
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 }).catch((cause: unknown) => {
    throw new AppError('error.file.unwritable', { file }, { cause });
  });
  screen.finished(report, file);
  await simulation.finish();
  return true;
}

async function readInputs(config: Config, request: DemoRequest): Promise<Inputs> {
  const campaignText = await read(request.campaign);
  const networkText = await read(request.network);
  const found = readCampaign(campaignText);
  if ('problems' in found) {
    const texts = createTexts(config.locale);
    const lines = found.problems.map((problem) => `  ${request.campaign}:${sayProblem(problem, texts)}`);
    throw new AppError('error.demo.campaign-problems', { lines: lines.join('\n') });
  }
  const hash = createHash('sha256');
  for (const part of [
    await read(request.members),
    networkText,
    campaignText,
    `${request.callers}/${request.seed}`,
  ]) {
    hash.update(part).update('\0');
  }
  return { campaign: found.campaign, network: readNetworkFile(networkText), hash: hash.digest('hex') };
}

async function read(path: string): Promise<string> {
  try {
    // Members are only hashed here, so their encoding does not matter.
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('error.file.unreadable', { file: path }, { cause });
  }
}

/** @returns which run of this world it is, 1 the first. */
async function prepareWorld(
  installation: Installation,
  simulation: SimulationStore,
  request: DemoRequest,
  inputs: Inputs,
  screen: DemoScreen,
): Promise<number> {
  if (await simulation.isReal())
    throw new AppError('error.demo.real-folder', { folder: installation.folder.path });
  await simulation.prepare();
  const world = await simulation.world();
  const isOther = world !== null && world.inputsHash !== inputs.hash;
  if (isOther && !world.isFinished && request.data !== undefined) {
    throw new AppError('error.demo.other-inputs', { folder: installation.folder.path });
  }
  if (world !== null && (world.isFinished || isOther)) {
    await simulation.wipe();
    await installation.startAnew();
    await simulation.prepare();
  } else if (world?.now != null) {
    screen.goesOn({ now: world.now, timezone: inputs.campaign.timezone });
  }
  return simulation.startRun(inputs.hash);
}

async function prepareCampaign(
  { store, imports }: Installation,
  request: DemoRequest,
  { campaign }: Inputs,
  run: number,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<CampaignRow> {
  const known = await store.campaigns.byKey(campaign.key);
  if (known !== null) return known;
  const chance = seededChance(`${request.seed}/campaign/${run}`);
  const now = firstOpening(campaign) - HOUR;
  const list = await importMembers(
    { reader: membersReader({ signal }), store: imports },
    {
      actor: SYSTEM,
      unitName: campaign.unit,
      defaultUnitName: campaign.unit,
      path: request.members,
      mappingPath: null,
      isDryRun: false,
      isComplete: true,
      selection: campaign.selection,
      today: campaign.period.from,
      timezone: campaign.timezone,
      now,
    },
  );
  screen.imported(list);
  const unit = await store.units.ensure(campaign.unit, null);
  await store.inTransaction((doors) => openCampaign(doors, { actor: SYSTEM, unit, campaign, now, chance }));
  const opened = await store.campaigns.byKey(campaign.key);
  if (opened === null) throw new Error('a campaign that was just opened is missing');
  return opened;
}

/** @returns false when it was stopped. */
async function callThrough(parts: {
  installation: Installation;
  simulation: SimulationStore;
  request: DemoRequest;
  inputs: Inputs;
  run: number;
  campaign: CampaignRow;
  screen: DemoScreen;
  signal: AbortSignal;
}): Promise<boolean> {
  const { installation, simulation, request, inputs, run, campaign: row, screen, signal } = parts;
  const { store } = installation;
  const { campaign, id: campaignId } = row;
  const latest = await simulation.latestMoment();
  const clock = new VirtualClock(latest === null ? firstOpening(campaign) - HOUR : latest + SECOND);
  const chance = seededChance(`${request.seed}/run/${run}`);
  const journal = openJournal(request.journal);
  const network = new Network({
    file: inputs.network,
    memory: simulation,
    clock,
    log: (entry) => journal('network', entry),
  });
  const room = new CallerRoom();
  const dialler = new Dialler(
    { store, clock, chance, telephony: network, screens: room, trunkId: TRUNK, owner: `demo ${run}` },
    campaignId,
  );
  const signals = {
    changed: () => dialler.wake(),
    reported: (id: Parameters<Dialler['reported']>[0]) => dialler.reported(id),
  };
  const desk = createCallerDesk({ store, clock, chance, signals });
  // A killed demo could not give its lease back; nobody else can hold it, since we own the folder's server.
  await store.campaigns.release(campaignId, null);
  if (!(await dialler.start())) throw new AppError('error.demo.campaign-held');
  const isDone = await runAction({
    campaignId,
    campaign,
    desk,
    ear: network,
    clock,
    chance,
    room,
    callers: await ensureCallers(installation, row, request, clock.now()),
    notebook: (entry) => journal('callers', entry),
    signal,
    onMinutes: async (now) => {
      await simulation.setNow(now);
      if (screen.wantsProgress())
        screen.progress({
          now,
          timezone: campaign.timezone,
          share: shareOf(campaign, now),
          ...(await store.calls.progress(campaignId)),
        });
    },
  });
  await dialler.close();
  if (isDone) await store.campaigns.setState(campaignId, 'closed', clock.now());
  return isDone;
}

function firstOpening(campaign: Campaign): Instant {
  const first = openings(campaign)[0];
  if (first === undefined) throw new AppError('error.demo.no-opening');
  return first.fromAt;
}

/** How much of all opening hours is over, 0 to 1. */
function shareOf(campaign: Campaign, now: Instant): number {
  let all = 0;
  let over = 0;
  for (const { fromAt, untilAt } of openings(campaign)) {
    all += untilAt - fromAt;
    over += Math.min(Math.max(now - fromAt, 0), untilAt - fromAt);
  }
  return all === 0 ? 1 : over / all;
}

async function ensureCallers(
  { store }: Installation,
  { unitId }: CampaignRow,
  request: DemoRequest,
  at: Instant,
): Promise<AccountId[]> {
  // The same people in every run, so that one who was cut off finds the last call to finish.
  const chance = seededChance(`${request.seed}/callers`);
  const callers: AccountId[] = [];
  for (let number = 1; number <= request.callers; number += 1) {
    const id = chance.uuid() as AccountId; // A fresh id of the right kind.
    await store.units.ensureAccount({ id, unitId, name: `Demo ${number}`, role: 'caller', at });
    callers.push(id);
  }
  return callers;
}

/** What callers and network wrote down, outside the store: the oracle of the crash test. Each line is on disk at once. */
function openJournal(folder: string | undefined): (file: 'network' | 'callers', entry: object) => void {
  if (folder === undefined) return () => {};
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return (file, entry) =>
    appendFileSync(join(folder, `${file}.jsonl`), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}
