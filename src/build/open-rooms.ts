import { accountStore } from '../adapters/store/account-store.ts';
import { arrivalStore } from '../adapters/store/arrival-store.ts';
import type { Connection } from '../adapters/store/connection.ts';
import { draftStore } from '../adapters/store/draft-store.ts';
import { phoneStore } from '../adapters/store/phone-store.ts';
import { practiceStore } from '../adapters/store/practice-store.ts';
import { profileStore } from '../adapters/store/profile-store.ts';
import { viewStore } from '../adapters/store/view-store.ts';
import type { NumberCipher } from '../adapters/system/number-cipher.ts';
import { createPasswords } from '../adapters/system/passwords.ts';
import { qrCode } from '../adapters/system/qr-code.ts';
import { createSecrets } from '../adapters/system/secrets.ts';
import type { DeskSignals } from '../app/caller-desk.ts';
import { createCampaignBook } from '../app/campaign-book.ts';
import { createPractice } from '../app/create-practice.ts';
import { createWorkplace } from '../app/create-workplace.ts';
import { createDrafts } from '../app/drafts.ts';
import { createInvitations } from '../app/invitations.ts';
import { createPairedPhones, type PairedPhones } from '../app/paired-phones.ts';
import { createPlannedShifts } from '../app/planned-shifts.ts';
import { createPledges } from '../app/pledges.ts';
import type { Chance, Clock, ReportStore, Store } from '../app/ports.ts';
import { createProfiles } from '../app/profiles.ts';
import type { ShiftRow } from '../app/shift-store.ts';
import { createSignIn } from '../app/sign-in.ts';
import type { BrowserLine, Voice } from '../app/voice.ts';
import type { WorkplaceParts } from '../app/workplace-parts.ts';
import type { Rooms } from '../server/handlers.ts';
import { LiveHub, type LiveTopic } from '../server/live-hub.ts';
import { presentShift } from '../server/present-shift.ts';
import { presentPhone } from '../server/routes/phone.ts';
import type { ServerLog } from '../server/server-log.ts';

export interface RoomParts extends Pick<Rooms, 'about' | 'heardOf'> {
  readonly store: Store;
  readonly reports: ReportStore;
  readonly connection: Connection;
  readonly cipher: NumberCipher;
  /** The campaign's. */
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly chance: Chance;
  readonly log: ServerLog;
  readonly line: WorkplaceParts['line'];
  readonly voice: Voice;
  /** Where callers speak by browser. */
  readonly browserLine?: BrowserLine;
  /** Whoever dials is told what callers do. */
  readonly dialler: Pick<DeskSignals, 'changed' | 'reported' | 'hangUp' | 'nearlyReady'>;
}

/** What the routes call, and the hub that tells browsers of changes: all upon one store. */
export function openRooms(parts: RoomParts): Rooms & { readonly hub: LiveHub } {
  const { store, connection, cipher, clock, wallClock, chance, heardOf } = parts;
  const hub: LiveHub = new LiveHub({
    ...{ wallClock, chance, log: parts.log },
    stateOf: async (topic: LiveTopic, actor) => {
      if (topic.kind === 'board')
        return { kind: 'board', view: await workplace.board(actor, topic.campaignKey) };
      if (topic.kind === 'phone')
        return { kind: 'phone', view: presentPhone(await phones.view(topic.session)) };
      if (topic.kind === 'practice')
        return { kind: 'practice', view: await practices.practice.view(actor, topic.campaignKey) };
      const shift = await workplace.shift(actor);
      return { kind: 'shift', view: shift && presentShift(shift, heardOf) };
    },
    clockFace: () => ({ now: clock.now(), speed: parts.line.speed() }),
  });
  const shiftChanged = ({ accountId }: Pick<ShiftRow, 'accountId'>) => hub.shiftChanged(accountId);
  const now = () => wallClock.now();
  const practices = createPractice({
    ...{ practices: practiceStore(connection, cipher), campaigns: store.campaigns, voice: parts.voice },
    ...{ clock, wallClock, chance, changed: (campaignId) => hub.practiceChanged(campaignId) },
  });
  const storedPhones = phoneStore(connection);
  const arrival = arrivalStore(connection);
  const views = viewStore(connection, cipher);
  const campaigns = createCampaignBook(store.campaigns);
  const workplace = createWorkplace({
    practice: practices.forCalls,
    pairedPhone: {
      stateOf: (shiftId) => storedPhones.stateOf(shiftId, now()),
      forget: (shiftId) => storedPhones.forget(shiftId),
    },
    ...{
      store,
      views,
      reports: parts.reports,
      clock,
      chance,
      line: parts.line,
      voice: parts.voice,
      arrival: { ...arrival, now },
    },
    signals: {
      ...parts.dialler,
      shiftChanged,
      boardChanged: (campaignId) => hub.boardChanged(campaignId),
    },
  });
  const secrets = createSecrets();
  const doors = { accounts: accountStore(connection), passwords: createPasswords(), secrets, chance, now };
  const phones: PairedPhones = createPairedPhones({
    ...{ phones: storedPhones, workplace, secrets, qrCode, signals: { shiftChanged }, now },
  });
  return {
    hub,
    workplace,
    drafts: createDrafts({ drafts: draftStore(connection, cipher), campaigns: store.campaigns, clock }),
    signIn: createSignIn(doors),
    invitations: createInvitations({
      ...{ ...doors, campaigns: store.campaigns, clock, qrCode },
      pledges: createPledges(arrival, now),
    }),
    plannedShifts: createPlannedShifts({
      ...{ arrival, campaigns, clock, now },
    }),
    phones,
    profiles: createProfiles({
      ...{ profiles: profileStore(connection, cipher), views, campaigns, clock, chance },
    }),
    practices,
    browserLine: parts.browserLine ?? null,
    about: parts.about,
    heardOf,
  };
}
