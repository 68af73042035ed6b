import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulationStore } from '../adapters/store/simulation-store.ts';
import { createCallerDesk } from '../app/caller-desk.ts';
import { Dialler } from '../app/dialler.ts';
import type { CampaignRow } from '../app/ports.ts';
import { voiceWithoutAudio } from '../app/voice-without-audio.ts';
import type { DemoRequest, DemoScreen } from '../cli/demo.ts';
import { AppError } from '../core/app-error.ts';
import { HOUR, SECOND } from '../core/instant.ts';
import { Network } from '../simulator/network.ts';
import { CallerRoom, runAction } from '../simulator/run-action.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { VirtualClock } from '../simulator/virtual-clock.ts';
import type { Locale } from '../texts/texts.ts';
import { ensureCallers, firstOpening, type Inputs, shareOf, TRUNK } from './demo-world.ts';
import type { Installation } from './installation.ts';

/** What both kinds of a calling week start from. */
export interface WeekParts {
  readonly installation: Installation;
  readonly simulation: SimulationStore;
  readonly request: DemoRequest;
  readonly inputs: Inputs;
  /** Which run of this world it is, 1 the first. */
  readonly run: number;
  readonly campaign: CampaignRow;
  readonly screen: DemoScreen;
  readonly signal: AbortSignal;
  readonly locale: Locale;
}

/**
 * The calling week in virtual time, in one process: network and callers at the ports, no packet anywhere.
 *
 * @param finish Makes the report when the last day is over.
 * @returns false when it was stopped before that.
 */
export async function virtualWeek(parts: WeekParts, finish: () => Promise<void>): Promise<boolean> {
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
    {
      ...{ store, clock, chance, screens: room, owner: `demo ${run}` },
      trunk: { id: TRUNK, telephony: network },
      voice: voiceWithoutAudio({ ways: ['text'] }),
    },
    campaignId,
  );
  const signals = {
    changed: () => dialler.wake(),
    reported: (id: Parameters<Dialler['reported']>[0]) => dialler.reported(id),
    hangUp: (id: Parameters<Dialler['hangUp']>[0]) => dialler.hangUp(id),
    // No screen shows the shifts and the board of this week.
    shiftChanged: () => {},
    boardChanged: () => {},
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
  if (!isDone) return false;
  await store.campaigns.setState(campaignId, 'closed', clock.now());
  await finish();
  return true;
}

/** What callers and network wrote down, outside the store: the oracle of the crash test. Each line is on disk at once. */
function openJournal(folder: string | undefined): (file: 'network' | 'callers', entry: object) => void {
  if (folder === undefined) return () => {};
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return (file, entry) =>
    appendFileSync(join(folder, `${file}.jsonl`), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}
