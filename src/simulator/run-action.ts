import type { CallerDesk, CallerScreens, Chance, ScreenEvent } from '../app/ports.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { AccountId, CampaignId, ShiftId } from '../core/ids.ts';
import { type Instant, MINUTE, SECOND } from '../core/instant.ts';
import { type NotebookEntry, PortCaller } from './port-caller.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Ear } from './voice.ts';

/** Screens that hand each event to the simulated caller of that shift. */
export class CallerRoom implements CallerScreens {
  readonly #callers: PortCaller[] = [];

  add(caller: PortCaller): void {
    this.#callers.push(caller);
  }

  async show(shiftId: ShiftId, event: ScreenEvent): Promise<void> {
    await this.#callers.find((it) => it.shiftId === shiftId)?.show(event);
  }
}

/** When callers are there. */
export interface OpenHours {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

export interface ActionParts {
  readonly campaignId: CampaignId;
  readonly campaign: Campaign;
  /** In order; the campaign's own, or the first of them. */
  readonly openings: readonly OpenHours[];
  readonly desk: CallerDesk;
  readonly ear: Ear;
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly room: CallerRoom;
  readonly callers: readonly AccountId[];
  readonly notebook: (entry: NotebookEntry) => void;
  readonly signal: AbortSignal;
  /** Called as the clock moves, every ten minutes of the campaign. */
  readonly onMinutes: (now: Instant) => Promise<void>;
}

/** How far the campaign's clock runs before it is written down. */
const SAVE_EVERY = 10 * MINUTE;

/** The last conversations of a day may outlast its opening by this much. */
const LAST_TALK = 30 * MINUTE;

/**
 * The calling week: callers come to each opening, work, and go home; between openings the clock jumps.
 *
 * Begins where the clock stands, so that an interrupted week goes on.
 * @returns true when the week came to its end, false when it was stopped.
 */
export async function runAction(parts: ActionParts): Promise<boolean> {
  const { clock, chance, room, signal } = parts;
  const callers = parts.callers.map((accountId) => new PortCaller(accountId, parts));
  for (const caller of callers) room.add(caller);
  for (const { fromAt, untilAt } of parts.openings) {
    if (untilAt + LAST_TALK <= clock.now()) continue;
    for (const caller of callers) {
      const arrival = Math.max(fromAt, clock.now()) + Math.floor(chance.next() * 3 * MINUTE);
      // Who was on the way when it was stopped turns round.
      if (arrival < untilAt) clock.at(arrival, async () => (signal.aborted ? undefined : caller.arrive()));
      clock.at(untilAt, () => caller.goHome());
    }
    let lastMinute = clock.now();
    const onAdvance = async (now: Instant) => {
      if (now - lastMinute < SAVE_EVERY) return;
      lastMinute = now;
      await parts.onMinutes(now);
    };
    await clock.run(untilAt + LAST_TALK, { signal, onAdvance });
    if (signal.aborted) {
      // Nothing is cut off: who talks, talks to the end and says what it was; nobody is called any more.
      for (const caller of callers) await caller.goHome();
      await clock.run(clock.now() + LAST_TALK);
      return false;
    }
  }
  await parts.onMinutes(clock.now() + SECOND);
  return true;
}
