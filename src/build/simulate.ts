import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulationStore } from '../adapters/store/simulation-store.ts';
import { identityOf } from '../adapters/system/process-table.ts';
import { TRUNK_CHANNELS, TRUNK_CPS } from '../app/paced-dialling.ts';
import type { CallerDesk, CallerScreens, CampaignRow } from '../app/ports.ts';
import type { Simulation, SimulationRequest, SimulationScreen } from '../cli/simulate.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { forecastOf } from '../core/forecast/forecast.ts';
import { measureSession } from '../core/forecast/measure-session.ts';
import type { Coverage, SessionEvent } from '../core/forecast/session-event.ts';
import { firstHours } from '../core/forecast/slots.ts';
import type { AccountId } from '../core/ids.ts';
import { HOUR, type Instant } from '../core/instant.ts';
import { LOOK_AHEAD_CAP } from '../core/pacing/mode-now.ts';
import { drawnPeople } from '../simulator/drawn-people.ts';
import { inventedMembers } from '../simulator/invented-members.ts';
import { networkMemory } from '../simulator/network-memory.ts';
import { ensureCallers, firstOpening, importAndOpen, shareOf } from './demo-world.ts';
import { type Installation, openInstallation } from './installation.ts';
import { pacingPlan } from './simulated-pacing.ts';
import { virtualAction } from './virtual-action.ts';

/**
 * Simulates a campaign's calling: people, callers and trunk are drawn from the seed, all else is the application itself
 * on virtual time. It has a database of its own that goes with the program; no installation is touched.
 *
 * @returns null when it was stopped before the end.
 * @throws AppError of the campaign's selection or the list.
 */
export async function simulate(
  campaign: Campaign,
  request: SimulationRequest,
  screen: Pick<SimulationScreen, 'wantsProgress' | 'progress'>,
  signal: AbortSignal,
): Promise<Simulation | null> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C ends the program at once; the guard ends the server.
  process.once('exit', remove);
  try {
    const installation = await openInstallation({
      ...{ dataPath: join(folder, 'data'), databaseUrl: undefined, mayJoin: false, isThrowAway: true },
      onEvent: () => {},
    });
    try {
      return await simulateIn(installation, folder, { campaign, request, screen, signal });
    } finally {
      await installation.close();
    }
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const FOLDER = 'draht-simulate-';

/** What a killed simulation could not take away: it may hold somebody's list. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${FOLDER}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && identityOf(Number(pid)) === undefined)
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

interface Parts {
  readonly campaign: Campaign;
  readonly request: SimulationRequest;
  readonly screen: Pick<SimulationScreen, 'wantsProgress' | 'progress'>;
  readonly signal: AbortSignal;
}

async function simulateIn(
  installation: Installation,
  folder: string,
  parts: Parts,
): Promise<Simulation | null> {
  const { request, screen, signal } = parts;
  const { seed, callers } = request;
  const plan = pacingPlan(parts.campaign, request);
  const { mode, cap, createPacer } = plan;
  const campaign = { ...parts.campaign, pacing: { mode, cap: cap ?? LOOK_AHEAD_CAP } };
  const members = request.list ?? (await writeInvented(folder, campaign, request));
  const startsAt = firstOpening(campaign) - HOUR;
  const opened = await importAndOpen(installation, {
    campaign,
    message: null,
    members,
    seed,
    now: startsAt,
    signal,
  });
  const hours = firstHours(openings(campaign), request.hours);
  const { triedOnce, orderBySeed } = simulationStore(installation.connection, installation.cipher);
  await orderBySeed(opened.id, seed);
  const counts = { store: installation.store, triedOnce };
  const coverage: Coverage[] = [];
  const log = eventLog();
  const endedAt = await virtualAction({
    ...{ store: installation.store, campaign: opened, memory: networkMemory(), signal },
    ...{ seed: `${seed}/simulate`, startsAt, openings: hours, owner: 'simulation' },
    line: trunkFor(callers),
    ...(createPacer === undefined ? {} : { createPacer }),
    network: drawnPeople({ seed, answerShare: request.answerShare }),
    callersAt: async (at) => {
      const accounts = await ensureCallers(installation, opened, { callers, seed }, at);
      await allowLookAhead(installation, opened, accounts, at);
      return accounts;
    },
    ...log.hooks,
    onMinutes: async (at) => {
      const now = await coverageOf(counts, opened, at);
      coverage.push(now);
      if (screen.wantsProgress())
        screen.progress({ ...now, timezone: campaign.timezone, share: shareOf(hours, at) });
    },
  });
  if (endedAt === null) return null;
  return {
    ...{ title: campaign.title, timezone: campaign.timezone, seed, callers, openings: hours, coverage },
    ...{ pacing: plan.name, abandonCap: cap, lastDialMinutes: campaign.limits.lastDialMinutesBeforeEnd },
    people: request.list === null ? request.people : null,
    figures: measureSession(log.events, hours, endedAt),
    forecast: forecastOf(coverage, hours),
  };
}

/** As many lines as a trunk of this size of team has: three for each caller. */
export function trunkFor(callers: number) {
  const channels = Math.max(TRUNK_CHANNELS, 3 * callers);
  return { channels, callsPerSecond: Math.max(TRUNK_CPS, Math.floor(channels / TRUNK_CHANNELS)) };
}

/** What an owner must do in earnest; in a simulation nobody hears it. */
async function allowLookAhead(
  { store }: Installation,
  { id }: CampaignRow,
  [by]: readonly AccountId[],
  at: Instant,
): Promise<void> {
  if (by !== undefined) await store.pacing.allowLookAhead(id, { by, at, reason: 'simulation' });
}

async function coverageOf(
  counts: Pick<Installation, 'store'> & Pick<ReturnType<typeof simulationStore>, 'triedOnce'>,
  { id }: CampaignRow,
  at: Instant,
): Promise<Coverage> {
  const { contacts, reached, outOfDate } = await counts.store.calls.progress(id);
  return { at, contacts, reached, outOfDate, triedOnce: await counts.triedOnce(id) };
}

async function writeInvented(
  folder: string,
  campaign: Campaign,
  { people, seed }: SimulationRequest,
): Promise<string> {
  const path = join(folder, 'invented.csv');
  await writeFile(path, inventedMembers(campaign, { count: people, seed }), { mode: 0o600 });
  return path;
}

/** Looks on: what callers do at the desk, what their screens show, what the network does. */
function eventLog() {
  const events: SessionEvent[] = [];
  const hooks: Pick<Parameters<typeof virtualAction>[0], 'networkLog' | 'lookOn'> = {
    networkLog: ({ at, attemptId, event }, ear) => {
      if (event === 'dialled') events.push({ kind: 'dialled', at, call: attemptId });
      if (event !== 'answered') return;
      const party = ear.hear(attemptId)?.kind === 'person' ? 'person' : 'machine';
      events.push({ kind: 'answered', at, call: attemptId, party });
    },
    lookOn: ({ desk, screens, clock }) => {
      const note = (kind: 'ready' | 'paused' | 'left' | 'joined', caller: string) =>
        events.push({ kind, at: clock.now(), caller });
      return { desk: watched(desk, note), screens: watchedScreens(screens, events, clock) };
    },
  };
  return { events, hooks };
}

function watched(
  desk: CallerDesk,
  note: (kind: 'ready' | 'paused' | 'left' | 'joined', caller: string) => void,
): CallerDesk {
  return {
    ...desk,
    async join(campaignId, accountId) {
      const joined = await desk.join(campaignId, accountId);
      note('joined', joined.shiftId);
      return joined;
    },
    async ready(shiftId) {
      await desk.ready(shiftId);
      note('ready', shiftId);
    },
    async pause(shiftId) {
      await desk.pause(shiftId);
      note('paused', shiftId);
    },
    async leave(shiftId) {
      await desk.leave(shiftId);
      note('left', shiftId);
    },
  };
}

function watchedScreens(
  screens: CallerScreens,
  events: SessionEvent[],
  clock: { now(): Instant },
): CallerScreens {
  return {
    async show(shiftId, event) {
      if (event.kind === 'talking')
        events.push({ kind: 'talking', at: clock.now(), call: event.attemptId, caller: shiftId });
      await screens.show(shiftId, event);
    },
  };
}
