import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AccountId, CampaignId } from '../core/ids.ts';
import { evaluate } from '../core/practice/evaluation.ts';
import {
  drawAnother,
  fits,
  isFilledIn,
  isSwapAgreed,
  other,
  type PairEvent,
  type PracticeRole,
  type PracticeWish,
  roleOfWaiting,
  startPair,
  stepPair,
} from '../core/practice/pair.ts';
import { type PersonaId, personaIds } from '../core/practice/personas.ts';
import { type SituationId, situations } from '../core/practice/situations.ts';
import type { CampaignRow, Chance, Clock } from './ports.ts';
import type { AlonePractice, Sheet } from './practice.ts';
import type { PracticeDoors, PracticeStore, SeatRow, SessionRow, WaitingRow } from './practice-store.ts';
import { resultOf } from './practice-view.ts';

export interface PracticeDeskParts {
  readonly practices: PracticeStore;
  readonly wallClock: Pick<Clock, 'now'>;
  readonly chance: Chance;
  /** Who listens to practices of that campaign looks anew. */
  readonly changed: (campaignId: CampaignId) => void;
  /** The audio follows how the pair stands. */
  readonly wire: (session: SessionRow) => Promise<void>;
}

/** What people who practise do to the store; who may, others have asked. */
export interface PracticeDesk {
  offer(who: Who, wish: PracticeWish): Promise<void>;
  ask(who: Who, asked: { seatId: string; wish: PracticeWish }): Promise<void>;
  draw(who: Who, what: 'persona' | 'situation'): Promise<void>;
  say(who: Who, kind: 'picked-up' | 'hung-up'): Promise<void>;
  giveSheet(who: Who, sheet: Sheet): Promise<void>;
  wantSwap(who: Who, isWanted: boolean): Promise<void>;
  finishAlone(who: Who, alone: AlonePractice): Promise<void>;
  /** The way out; harmless for who is in no practice. */
  leave(accountId: AccountId, why: 'left' | 'away' | 'went-ready'): Promise<void>;
  /** What time alone does to a place. */
  look(seat: SeatRow): Promise<void>;
}

export interface Who {
  readonly accountId: AccountId;
  readonly campaign: CampaignRow;
  readonly actor: Actor;
}

type Doors = PracticeDoors;
type Seated = SeatRow & { readonly sessionId: string; readonly role: PracticeRole };

export function createPracticeDesk(parts: PracticeDeskParts): PracticeDesk {
  const { practices, wallClock, changed, wire } = parts;
  const now = () => wallClock.now();
  /** Steps the practice of a seat, and tells the audio and the pages. */
  const step = async (seat: Seated, event: PairEvent, sheet?: Sheet) => {
    const session = await practices.inTransaction(seat.campaignId, (doors) =>
      stepSession(doors, parts, { seat, event, sheet: sheet ?? null }),
    );
    if (session === null) return;
    await wire(session);
    changed(seat.campaignId);
  };
  const seated = async ({ accountId, campaign }: Who): Promise<Seated> => {
    const seat = await practices.openSeat(accountId);
    if (seat === null || seat.campaignId !== campaign.id || !isSeated(seat)) throw notNow();
    return seat;
  };
  const leave: PracticeDesk['leave'] = async (accountId, why) => {
    const seat = await practices.openSeat(accountId);
    if (seat === null) return;
    if (isSeated(seat)) return step(seat, { kind: 'left', by: seat.role, why });
    const isPaired = await practices.inTransaction(seat.campaignId, async (doors) => {
      const newest = await doors.openSeat(accountId);
      if (newest === null || isSeated(newest)) return newest !== null;
      await doors.leaveSeat(newest.id, { at: now(), ended: why === 'left' ? null : why });
      return false;
    });
    // Somebody came in the same moment.
    if (isPaired) return leave(accountId, why);
    changed(seat.campaignId);
  };
  const enter = async (who: Who, work: (doors: Doors, waiting: WaitingRow[]) => Promise<void>) => {
    if (who.campaign.state === 'closed') throw new AppError('error.practice.not-running');
    const before = await practices.openSeat(who.accountId);
    // Somebody was faster and has asked for this very person: that is a partner, too.
    if (before !== null && isSeated(before) && before.campaignId === who.campaign.id) return;
    if (before !== null) await leave(who.accountId, 'left');
    await practices.inTransaction(who.campaign.id, async (doors) => {
      const shift = await doors.holdShift(who.accountId);
      if (shift !== null && shift.state !== 'pause') throw new AppError('error.practice.on-shift');
      // Pressed twice.
      if ((await doors.openSeat(who.accountId)) !== null) return;
      await work(doors, await doors.waiting(who.campaign.id));
    });
    changed(who.campaign.id);
  };
  return {
    offer: (who, wish) =>
      enter(who, async (doors, waiting) => {
        const mine = await sit(doors, parts, who, wish);
        const partner = waiting.find((it) => fits(it.wish, wish));
        if (partner !== undefined) await pair(doors, parts, who.campaign, partner, mine);
      }),
    ask: (who, { seatId, wish }) =>
      enter(who, async (doors, waiting) => {
        const partner = waiting.find((it) => it.id === seatId);
        if (partner === undefined) throw new AppError('error.practice.taken');
        await pair(doors, parts, who.campaign, partner, await sit(doors, parts, who, wish));
      }),
    async draw(who, what) {
      const seat = await seated(who);
      await practices.inTransaction(seat.campaignId, async (doors) => {
        const session = await doors.session(seat.sessionId);
        if (!mayDraw(session, seat, what)) throw notNow();
        await doors.setCards(session.id, drawn(session, what, parts.chance));
      });
      changed(seat.campaignId);
    },
    async say(who, kind) {
      const seat = await seated(who);
      await step(seat, { kind, by: seat.role });
    },
    async giveSheet(who, sheet) {
      const seat = await seated(who);
      await step(seat, { kind: 'gave-sheet', by: seat.role }, sheet);
    },
    async wantSwap(who, isWanted) {
      const seat = await seated(who);
      await step(seat, { kind: 'swap', by: seat.role, isWanted });
    },
    async finishAlone({ accountId, campaign }, { key, persona, sheet }) {
      if (campaign.state === 'closed') throw new AppError('error.practice.not-running');
      await practices.inTransaction(campaign.id, (doors) =>
        doors.insertAlone({
          ...{ id: key, seatId: parts.chance.uuid(), campaignId: campaign.id, accountId, persona, sheet },
          ...{ guideVersion: campaign.campaign.guide.version, at: now() },
          isReady: evaluate(sheet.scores).isPassed,
        }),
      );
      changed(campaign.id);
    },
    leave,
    async look(seat) {
      if (isSeated(seat)) return step(seat, { kind: 'looked' });
      await practices.inTransaction(seat.campaignId, async (doors) => {
        const newest = await doors.openSeat(seat.accountId);
        if (newest?.id === seat.id && newest.sessionId === null)
          await doors.leaveSeat(seat.id, { at: now(), ended: 'timed-out' });
      });
      changed(seat.campaignId);
    },
  };
}

/** @returns how the practice stands then; null when nothing changed. @throws AppError where the state does not know it. */
async function stepSession(
  doors: Doors,
  parts: Pick<PracticeDeskParts, 'wallClock' | 'chance'>,
  { seat, event, sheet }: { seat: Seated; event: PairEvent; sheet: Sheet | null },
): Promise<SessionRow | null> {
  const now = parts.wallClock.now();
  const session = await doors.session(seat.sessionId);
  const pair = stepPair(session.pair, event, now);
  if (pair === null) throw notNow();
  const isWriting = event.kind === 'gave-sheet' && session.pair.state === 'sheet';
  if (isWriting && sheet !== null) await doors.putSheet(session.id, event.by, sheet, now);
  if (pair === session.pair) return null;
  await doors.savePair(session, pair, now);
  if ((pair.state === 'done' || pair.state === 'over') && isFilledIn(pair)) {
    const isReady = resultOf(await doors.sheets(session.id))?.isPassed ?? false;
    await doors.finish(session.id, { at: now, isReady });
  }
  if (isSwapAgreed(pair)) return swap(doors, parts, session);
  return { ...session, pair };
}

/** The next practice of the same two, the other way round. */
async function swap(
  doors: Doors,
  { wallClock, chance }: Pick<PracticeDeskParts, 'wallClock' | 'chance'>,
  session: SessionRow,
): Promise<SessionRow> {
  const now = wallClock.now();
  const { campaignId, guideVersion, persona: before } = session;
  const persona = drawAnother(personaIds, before, chance.next());
  const situation = drawAnother(situations, session.situation, chance.next());
  const id = chance.uuid();
  await doors.insertSession({ id, campaignId, persona, situation, guideVersion, since: now });
  for (const role of ['trainee', 'player'] as const) {
    const { seatId: old, accountId } = session[role];
    const seatId = chance.uuid();
    await doors.leaveSeat(old, { at: now, ended: null });
    await doors.insertSeat({ id: seatId, campaignId, accountId, wish: other(role), since: now });
    await doors.takeSeat(seatId, { sessionId: id, role: other(role) });
  }
  return doors.session(id);
}

async function sit(
  doors: Doors,
  { wallClock, chance }: PracticeDeskParts,
  { accountId, campaign }: Who,
  wish: PracticeWish,
): Promise<Sitting> {
  const seat = { id: chance.uuid(), campaignId: campaign.id, accountId, wish, since: wallClock.now() };
  await doors.insertSeat(seat);
  return { ...seat, isReady: await doors.isReady(accountId, campaign.id) };
}

type Sitting = Pick<WaitingRow, 'id' | 'campaignId' | 'wish' | 'isReady'>;

async function pair(
  doors: Doors,
  { wallClock, chance }: PracticeDeskParts,
  { campaign }: CampaignRow,
  waiting: WaitingRow,
  coming: Sitting,
): Promise<void> {
  const id = chance.uuid();
  await doors.insertSession({
    ...{ id, campaignId: waiting.campaignId, guideVersion: campaign.guide.version },
    persona: drawAnother<PersonaId>(personaIds, null, chance.next()),
    situation: drawAnother<SituationId>(situations, null, chance.next()),
    since: startPair(wallClock.now()).since,
  });
  const role = roleOfWaiting(waiting, coming);
  await doors.takeSeat(waiting.id, { sessionId: id, role });
  await doors.takeSeat(coming.id, { sessionId: id, role: other(role) });
}

function mayDraw({ pair }: SessionRow, { role }: Seated, what: 'persona' | 'situation'): boolean {
  if (role !== 'player') return false;
  return pair.state === 'ringing' || (pair.state === 'talking' && what === 'situation');
}

function drawn({ persona, situation }: SessionRow, what: 'persona' | 'situation', chance: Chance) {
  if (what === 'persona')
    return { persona: drawAnother<PersonaId>(personaIds, persona, chance.next()), situation };
  return { persona, situation: drawAnother<SituationId>(situations, situation, chance.next()) };
}

function isSeated(seat: SeatRow): seat is Seated {
  return seat.sessionId !== null && seat.role !== null;
}

function notNow(): AppError {
  return new AppError('error.practice.not-now');
}
