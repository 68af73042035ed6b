import { createCallerDesk } from '../app/caller-desk.ts';
import { Dialler } from '../app/dialler.ts';
import type { DialLine } from '../app/live-calls.ts';
import type { CallerDesk, CallerScreens, CampaignRow, Store } from '../app/ports.ts';
import { voiceWithoutAudio } from '../app/voice-without-audio.ts';
import { AppError } from '../core/app-error.ts';
import type { AccountId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { createPacer } from '../core/pacing/create-pacer.ts';
import { Network, type NetworkLogEntry, type NetworkMemory, type NumberBook } from '../simulator/network.ts';
import type { NotebookEntry } from '../simulator/port-caller.ts';
import { CallerRoom, type OpenHours, runAction } from '../simulator/run-action.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { VirtualClock } from '../simulator/virtual-clock.ts';
import type { Ear } from '../simulator/voice.ts';
import { TRUNK } from './demo-world.ts';

export interface VirtualActionParts {
  readonly store: Store;
  readonly campaign: CampaignRow;
  readonly network: NumberBook;
  readonly memory: NetworkMemory;
  readonly seed: string;
  readonly startsAt: Instant;
  readonly openings: readonly OpenHours[];
  /** Accounts of the callers, by the moment that the clock shows at the start. */
  readonly callersAt: (now: Instant) => Promise<AccountId[]>;
  /** What the trunk carries, where it is not the usual one. */
  readonly line?: Pick<DialLine, 'channels' | 'callsPerSecond'>;
  readonly createPacer?: typeof createPacer;
  /** Names this run in the campaign's lease. */
  readonly owner: string;
  readonly signal: AbortSignal;
  readonly onMinutes: (now: Instant) => Promise<void>;
  readonly networkLog?: (entry: NetworkLogEntry, ear: Ear) => void;
  readonly notebook?: (entry: NotebookEntry) => void;
  /** Whoever looks on: hands back what stands between callers and desk, and between dialler and screens. */
  readonly lookOn?: (seen: { desk: CallerDesk; screens: CallerScreens; clock: VirtualClock; ear: Ear }) => {
    desk: CallerDesk;
    screens: CallerScreens;
  };
}

/**
 * A campaign's calling in virtual time, in one process: network and callers at the ports, no packet anywhere. Dialler,
 * desk and store are the application's own.
 *
 * @returns when it ended; null when it was stopped before the end of the openings.
 * @throws AppError `error.demo.campaign-held` when another program dials this campaign.
 */
export async function virtualAction(parts: VirtualActionParts): Promise<Instant | null> {
  const { store, campaign: row, signal, notebook = () => {}, networkLog = () => {} } = parts;
  const clock = new VirtualClock(parts.startsAt);
  const chance = seededChance(parts.seed);
  const { network: file, memory } = parts;
  const network: Network = new Network({ file, memory, clock, log: (entry) => networkLog(entry, network) });
  const room = new CallerRoom();
  const signals = {
    changed: () => dialler.wake(),
    reported: (id: Parameters<Dialler['reported']>[0]) => dialler.reported(id),
    hangUp: (id: Parameters<Dialler['hangUp']>[0]) => dialler.hangUp(id),
    nearlyReady: (id: Parameters<Dialler['nearlyReady']>[0]) => dialler.nearlyReady(id),
    // No screen shows the shifts and the board.
    shiftChanged: () => {},
    boardChanged: () => {},
  };
  const seen = {
    desk: createCallerDesk({ store, clock, chance, signals }),
    screens: room,
    clock,
    ear: network,
  };
  const { desk, screens } = parts.lookOn?.(seen) ?? seen;
  const dialler = new Dialler(
    {
      ...{ store, clock, chance, screens, owner: parts.owner },
      ...(parts.createPacer === undefined ? {} : { createPacer: parts.createPacer }),
      trunk: { id: TRUNK, telephony: network, ...parts.line },
      voice: voiceWithoutAudio({ ways: ['text'] }),
    },
    row.id,
  );
  // A killed run could not give its lease back; nobody else can hold it, since we own the folder's server.
  await store.campaigns.release(row.id, null);
  if (!(await dialler.start())) throw new AppError('error.demo.campaign-held');
  const isDone = await runAction({
    ...{ campaignId: row.id, campaign: row.campaign, openings: parts.openings },
    ...{ desk, ear: network, clock, chance, room, notebook, signal },
    callers: await parts.callersAt(clock.now()),
    onMinutes: parts.onMinutes,
  });
  await dialler.close();
  return isDone ? clock.now() : null;
}
