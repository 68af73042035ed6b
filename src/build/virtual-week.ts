import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulationStore } from '../adapters/store/simulation-store.ts';
import type { CampaignRow } from '../app/ports.ts';
import type { DemoRequest, DemoScreen } from '../cli/demo.ts';
import { openings } from '../core/calendar/dial-window.ts';
import { HOUR, SECOND } from '../core/instant.ts';
import type { Locale } from '../texts/texts.ts';
import { DEMO_LINE, ensureCallers, firstOpening, type Inputs, shareOf } from './demo-world.ts';
import type { Installation } from './installation.ts';
import { virtualAction } from './virtual-action.ts';

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
  const journal = openJournal(request.journal);
  const startsAt = latest === null ? firstOpening(campaign) - HOUR : latest + SECOND;
  const endedAt = await virtualAction({
    ...{ store, campaign: row, network: inputs.network, memory: simulation, signal },
    ...{
      seed: `${request.seed}/run/${run}`,
      startsAt,
      openings: openings(campaign),
      owner: `demo ${run}`,
    },
    line: DEMO_LINE,
    callersAt: (at) => ensureCallers(installation, row, request, at),
    networkLog: (entry) => journal('network', entry),
    notebook: (entry) => journal('callers', entry),
    onMinutes: async (now) => {
      await simulation.setNow(now);
      if (screen.wantsProgress())
        screen.progress({
          now,
          timezone: campaign.timezone,
          share: shareOf(openings(campaign), now),
          ...(await store.calls.progress(campaignId)),
        });
    },
  });
  if (endedAt === null) return false;
  await store.campaigns.setState(campaignId, 'closed', endedAt);
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
