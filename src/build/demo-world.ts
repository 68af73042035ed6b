import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { membersReader } from '../adapters/files/members-reader.ts';
import { readBeside } from '../adapters/files/read-beside.ts';
import type { SimulationStore } from '../adapters/store/simulation-store.ts';
import { type CampaignFile, readCampaignFile } from '../app/campaign-file.ts';
import { type ImportReport, importMembers } from '../app/import-members.ts';
import { openCampaign } from '../app/open-campaign.ts';
import type { CampaignRow } from '../app/ports.ts';
import { sayProblem } from '../cli/campaign-check.ts';
import type { DemoRequest, DemoScreen } from '../cli/demo.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { AccountId, TrunkId } from '../core/ids.ts';
import { HOUR, type Instant } from '../core/instant.ts';
import { LOOK_AHEAD_CAP } from '../core/pacing/mode-now.ts';
import { type NetworkFile, readNetworkFile } from '../simulator/network-file.ts';
import type { OpenHours } from '../simulator/run-action.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { createTexts } from '../texts/texts.ts';
import type { Installation } from './installation.ts';

export const TRUNK = 'simulated' as TrunkId; // The one trunk there is; profiles come later.
/** What the demo's line carries: nobody rings a real one. */
export const DEMO_LINE = { channels: 200, callsPerSecond: 20 };
export const SYSTEM: Actor = { accountId: null, role: 'system', unitPath: '/' };

/** What a demo is made of, read and checked. */
export interface Inputs extends CampaignFile {
  readonly network: NetworkFile;
  readonly hash: string;
}

export async function readInputs(config: Config, request: DemoRequest): Promise<Inputs> {
  const campaignText = await read(request.campaign);
  const networkText = await read(request.network);
  const found = await readCampaignFile(campaignText, readBeside(request.campaign));
  if ('problems' in found) {
    const texts = createTexts(config.locale);
    const lines = found.problems.map((problem) => `  ${request.campaign}:${sayProblem(problem, texts)}`);
    throw new AppError('error.demo.campaign-problems', { lines: lines.join('\n') });
  }
  const { pacing } = request;
  const campaign =
    pacing === null
      ? found.campaign
      : { ...found.campaign, pacing: { ...found.campaign.pacing, mode: pacing, cap: LOOK_AHEAD_CAP } };
  const hash = createHash('sha256');
  for (const part of [
    await read(request.members),
    networkText,
    campaignText,
    `${request.callers}/${request.seed}/${request.wire === null ? 'virtual' : 'wire'}${pacing === null ? '' : `/${pacing}`}`,
  ]) {
    hash.update(part).update('\0');
  }
  if (found.message !== null) hash.update(found.message);
  return {
    campaign,
    message: found.message,
    network: readNetworkFile(networkText),
    hash: hash.digest('hex'),
  };
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
export async function prepareWorld(
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

export async function prepareCampaign(
  installation: Installation,
  request: DemoRequest,
  { campaign, message }: Inputs,
  run: number,
  screen: DemoScreen,
  signal: AbortSignal,
): Promise<CampaignRow> {
  const known = await installation.store.campaigns.byKey(campaign.key);
  if (known !== null) return known;
  const { members, seed } = request;
  const now = firstOpening(campaign) - HOUR;
  const made = { campaign, message, members, seed: `${seed}/campaign/${run}`, now, signal };
  return importAndOpen(installation, { ...made, onImported: (list) => screen.imported(list) });
}

/** Reads the members' export and opens the campaign with it, on the campaign's first day. */
export async function importAndOpen(
  { store, imports }: Pick<Installation, 'store' | 'imports'>,
  given: CampaignFile & {
    readonly members: string;
    readonly seed: string;
    readonly now: Instant;
    readonly signal: AbortSignal;
    readonly onImported?: (list: ImportReport) => void;
  },
): Promise<CampaignRow> {
  const { campaign, message, now, signal } = given;
  const list = await importMembers(
    { reader: membersReader({ signal }), store: imports },
    {
      actor: SYSTEM,
      unitName: campaign.unit,
      defaultUnitName: campaign.unit,
      path: given.members,
      mappingPath: null,
      isDryRun: false,
      isComplete: true,
      selection: campaign.selection,
      today: campaign.period.from,
      timezone: campaign.timezone,
      now,
    },
  );
  given.onImported?.(list);
  const unit = await store.units.ensure(campaign.unit, null);
  const chance = seededChance(given.seed);
  await store.inTransaction((doors) =>
    openCampaign(doors, { actor: SYSTEM, unit, campaign, message, now, chance }),
  );
  const opened = await store.campaigns.byKey(campaign.key);
  if (opened === null) throw new Error('a campaign that was just opened is missing');
  return opened;
}

export function firstOpening(campaign: Campaign): Instant {
  const first = openings(campaign)[0];
  if (first === undefined) throw new AppError('error.demo.no-opening');
  return first.fromAt;
}

/** How much of all opening hours is over, 0 to 1. */
export function shareOf(hours: readonly OpenHours[], now: Instant): number {
  let all = 0;
  let over = 0;
  for (const { fromAt, untilAt } of hours) {
    all += untilAt - fromAt;
    over += Math.min(Math.max(now - fromAt, 0), untilAt - fromAt);
  }
  return all === 0 ? 1 : over / all;
}

export async function ensureCallers(
  { store }: Installation,
  { unitId }: CampaignRow,
  request: Pick<DemoRequest, 'callers' | 'seed'>,
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

/** What an owner must say in earnest: in a demo it is the one who started it. */
export async function allowLookAhead(
  { store }: Installation,
  { id, unitId, campaign }: CampaignRow,
): Promise<void> {
  const at = firstOpening(campaign);
  const by = seededChance('demo/owner').uuid() as AccountId; // A fresh id of the right kind, the same one in every run.
  await store.units.ensureAccount({ id: by, unitId, name: 'Demo', role: 'owner', at });
  await store.pacing.allowLookAhead(id, { by, at, reason: 'demo' });
}
