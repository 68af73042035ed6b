import type { AddressInfo } from 'node:net';
import { draftStore } from '../adapters/store/draft-store.ts';
import { practiceStore } from '../adapters/store/practice-store.ts';
import { AbsenceWatch } from '../app/absence-watch.ts';
import { Dialler } from '../app/dialler.ts';
import { DraftCleaner } from '../app/drafts.ts';
import { createKeypadDesk } from '../app/keypad-desk.ts';
import type { DialLine } from '../app/live-calls.ts';
import type { CallerScreens, Chance, Clock, ScreenEvent } from '../app/ports.ts';
import { PracticeWatch } from '../app/practice-watch.ts';
import type { ShiftRow } from '../app/shift-store.ts';
import type { BrowserLine, Voice } from '../app/voice.ts';
import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import { MINUTE } from '../core/instant.ts';
import type { KeypadCommand } from '../core/keypad-results.ts';
import { createServer } from '../server/create-server.ts';
import type { Rooms } from '../server/handlers.ts';
import type { LiveHub } from '../server/live-hub.ts';
import type { Installation } from './installation.ts';
import { openRooms } from './open-rooms.ts';

export interface PhoneBankParts extends Pick<Rooms, 'about' | 'heardOf'> {
  readonly installation: Pick<Installation, 'store' | 'reports' | 'connection' | 'cipher' | 'log'>;
  /** The campaign's clock, and its pace against the wall. */
  readonly clock: Clock;
  readonly speed: () => number;
  readonly wallClock: Clock;
  readonly chance: Chance;
  /** Null: callers dial on phones of their own. */
  readonly trunk: DialLine | null;
  /** How callers speak and are heard; its owner closes what it opened. */
  readonly voice: Voice;
  /** Where callers speak by browser. */
  readonly browserLine?: BrowserLine;
  /** Dialled for before anybody is let in, so that who comes back finds what was cut off; more of them may come later. */
  readonly campaigns: readonly CampaignId[];
  /** Names this program in the leases of campaigns. */
  readonly owner: string;
  /** Hears what a caller's screen is told, after the screen; a demo listens on the line then. */
  readonly onScreen?: (shift: ShiftRow, event: ScreenEvent) => void;
  readonly webFolder: string | null;
  readonly publicUrl: string | null;
  /** A caller whose page is closed for so long has left the shift; 10 minutes unless given (wall). */
  readonly leaveAfterMs?: number;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface PhoneBank extends Rooms {
  /** Where it listens, `http://127.0.0.1:8044`. */
  readonly url: string;
  readonly hub: LiveHub;
  /** @returns false when another program dials for the campaign. */
  startDialler(campaignId: CampaignId): Promise<boolean>;
  /** The line of a shift's caller came or went, or something new is heard on it. */
  lineChanged(shiftId: ShiftId): void;
  /** A caller gave a word by the keys of the own phone. */
  keyed(shiftId: ShiftId, command: KeypadCommand): void;
  /** Nobody is called any more; calls on the way go on to their end. */
  stopDialling(): void;
  /** Hangs up what rings and talks and gives the campaigns back; they can be started again. */
  closeDiallers(): Promise<void>;
  /** Does that, and closes all connections. The trunk is its owner's. */
  close(): Promise<void>;
}

/**
 * Diallers, use cases and server upon one installation.
 *
 * @throws AppError `error.serve.port-in-use`, `error.serve.cannot-listen`.
 */
export async function openPhoneBank(parts: PhoneBankParts): Promise<PhoneBank> {
  const { installation, clock, wallClock, chance, trunk, voice } = parts;
  const { store, log } = installation;
  const diallers = new Map<CampaignId, Dialler>();
  const each = (tell: (dialler: Dialler) => void) => diallers.forEach(tell);
  const rooms = openRooms({
    ...{ ...installation, clock, wallClock, chance, about: parts.about, heardOf: parts.heardOf },
    voice: parts.voice,
    ...(parts.browserLine === undefined ? {} : { browserLine: parts.browserLine }),
    line: {
      speed: parts.speed,
      hasTrunk: () => trunk !== null,
      hasDialler: (campaignId) => diallers.has(campaignId),
    },
    dialler: {
      changed: (campaignId) => diallers.get(campaignId)?.wake(),
      reported: (attemptId: AttemptId) => each((it) => it.reported(attemptId)),
      hangUp: (attemptId: AttemptId) => each((it) => it.hangUp(attemptId)),
      nearlyReady: (shiftId) => each((it) => it.nearlyReady(shiftId)),
    },
  });
  const { hub } = rooms;
  const shiftOf = rememberingShifts((shiftId) => store.shifts.shift(shiftId));
  const screens = hintingScreens(hub, shiftOf, parts.onScreen);
  const keypad = createKeypadDesk({ workplace: rooms.workplace, chance });
  const { webFolder, publicUrl, owner } = parts;
  const app = await createServer({ ...rooms, wallClock, chance, log, webFolder, publicUrl });
  async function startDialler(campaignId: CampaignId): Promise<boolean> {
    if (diallers.has(campaignId)) return true;
    const dialler = new Dialler(
      { store, clock, chance, trunk, voice, screens, owner, onBoard: () => hub.boardChanged(campaignId) },
      campaignId,
    );
    if (!(await dialler.start())) return false;
    diallers.set(campaignId, dialler);
    hub.shiftsChanged();
    hub.boardChanged(campaignId);
    return true;
  }
  async function actorOf(shiftId: ShiftId): Promise<Actor> {
    const { accountId, campaignId } = await shiftOf(shiftId);
    const campaign = await store.campaigns.byId(campaignId);
    return { accountId, role: 'caller', unitPath: campaign?.unitPath ?? '' };
  }
  async function closeDiallers(): Promise<void> {
    for (const [campaignId, dialler] of diallers) {
      await dialler.close();
      // Once more, for one that could not give it back while the database was away.
      await store.campaigns.release(campaignId, owner);
      diallers.delete(campaignId);
    }
  }
  try {
    for (const campaignId of parts.campaigns) await startDialler(campaignId);
    await app
      .listen({ host: parts.host, port: parts.port })
      .catch((error: unknown) => cannotListen(error, parts));
  } catch (error) {
    await closeDiallers();
    throw error;
  }
  const absence = new AbsenceWatch({
    ...{ store, wallClock, workplace: rooms.workplace },
    // Who gives results by the keys of the phone needs no page.
    isPresent: ({ id, accountId, way }) =>
      hub.isPresent(accountId) || (way === 'phone' && voice.isHeard({ id, way })),
    onError: (error) => log.error('absence', error),
    leaveAfterMs: parts.leaveAfterMs ?? 10 * MINUTE,
  });
  const cleaner = new DraftCleaner({
    ...{ drafts: draftStore(installation.connection, installation.cipher), clock, wallClock },
    onError: (error) => log.error('drafts', error),
  });
  const practices = new PracticeWatch({
    ...{ practices: practiceStore(installation.connection, installation.cipher), rooms: rooms.practices },
    ...{ isPresent: (accountId) => hub.isPractising(accountId), wallClock },
    onError: (error) => log.error('practice', error),
  });
  return {
    ...rooms,
    url: urlOf(app.server.address(), parts.host),
    startDialler,
    lineChanged(shiftId) {
      shiftOf(shiftId).then(
        ({ accountId, campaignId }) => {
          hub.shiftChanged(accountId);
          hub.boardChanged(campaignId);
          hub.practiceChanged(campaignId);
          // Whom the dialler waited for may be heard now.
          diallers.get(campaignId)?.wake();
        },
        (error) => log.error('line', error),
      );
    },
    keyed(shiftId, command) {
      actorOf(shiftId)
        .then((actor) => keypad(actor, command))
        .catch((error) => log.error('keypad', error));
    },
    stopDialling: () => each((it) => it.stopDialling()),
    closeDiallers,
    async close() {
      absence.close();
      await practices.close();
      cleaner.close();
      await closeDiallers();
      hub.close();
      await app.close();
    },
  };
}

/** Whose shift it is and in which campaign does not change: that is all that may be read of it here. */
function rememberingShifts(read: (shiftId: ShiftId) => Promise<ShiftRow>) {
  const known = new Map<ShiftId, ShiftRow>();
  return async (shiftId: ShiftId): Promise<ShiftRow> => {
    const shift = known.get(shiftId) ?? (await read(shiftId));
    known.set(shiftId, shift);
    return shift;
  };
}

/** Screens that are told to look anew: the store has what they show. */
function hintingScreens(
  hub: LiveHub,
  shiftOf: (shiftId: ShiftId) => Promise<ShiftRow>,
  onScreen: PhoneBankParts['onScreen'],
): CallerScreens {
  return {
    async show(shiftId, event) {
      const shift = await shiftOf(shiftId);
      hub.shiftChanged(shift.accountId);
      hub.boardChanged(shift.campaignId);
      onScreen?.(shift, event);
    },
  };
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('a server that listens has a port');
  // Whoever listens everywhere is reached at this machine's own address, too.
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}

function cannotListen(error: unknown, { host, port }: PhoneBankParts): never {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : '?';
  if (reason === 'EADDRINUSE') throw new AppError('error.serve.port-in-use', { port }, { cause: error });
  throw new AppError('error.serve.cannot-listen', { host, port, reason }, { cause: error });
}
