import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AccountId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { createCampaignBook } from './campaign-book.ts';
import { accountOf } from './own-shift.ts';
import type { CampaignStore, Chance, Clock } from './ports.ts';
import type { Practice, PracticeRounds } from './practice.ts';
import { createPracticeDesk, type PracticeDesk, type Who } from './practice-desk.ts';
import { createPracticeRounds } from './practice-rounds.ts';
import type { PracticeStore, SessionRow } from './practice-store.ts';
import { createPracticeView, ownPractice } from './practice-view.ts';
import type { Voice } from './voice.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

export interface PracticeParts {
  readonly practices: PracticeStore;
  readonly campaigns: CampaignStore;
  readonly voice: Voice;
  /** The campaign's, for what the trainee's card shows. */
  readonly clock: Clock;
  /** Practice goes by the wall. */
  readonly wallClock: Pick<Clock, 'now'>;
  readonly chance: Chance;
  /** Pages that show practices of that campaign look anew: a hint. */
  readonly changed: (campaignId: CampaignId) => void;
}

export interface PracticeRooms {
  readonly practice: Practice;
  readonly rounds: PracticeRounds;
  /** What real calls ask of practice. */
  readonly forCalls: WorkplaceParts['practice'];
  readonly desk: PracticeDesk;
  /** When the account asked for anything here, by the wall; null: not since the program began. */
  askedAt(accountId: AccountId): Instant | null;
  /** Joins the audio of those who talk again, where it is not: after a start of the program. */
  rewire(sessionId: string): Promise<void>;
}

/** Everything to do with practice, upon one store. */
export function createPractice(parts: PracticeParts): PracticeRooms {
  const { practices, voice } = parts;
  const campaigns = createCampaignBook(parts.campaigns);
  const asked = new Map<AccountId, Instant>();
  const wire = (session: SessionRow) => wireSession(practices, voice, session);
  const desk = createPracticeDesk({ ...parts, wire });
  const view = createPracticeView(parts);
  const find = async (actor: Actor, key: string): Promise<Who> => {
    const campaign = await campaigns.byKey(actor, key, 'practise');
    const accountId = accountOf(actor);
    asked.set(accountId, parts.wallClock.now());
    return { campaign, accountId, actor };
  };
  const then = async (actor: Actor, key: string, work: (who: Who) => Promise<void>) => {
    const who = await find(actor, key);
    await work(who);
    return view(who.campaign, who.accountId);
  };
  const practice: Practice = {
    view: (actor, key) => then(actor, key, async () => {}),
    offer: (actor, key, wish) => then(actor, key, (who) => desk.offer(who, wish)),
    ask: (actor, key, wanted) => then(actor, key, (who) => desk.ask(who, wanted)),
    draw: (actor, key, what) => then(actor, key, (who) => desk.draw(who, what)),
    pickUp: (actor, key) => then(actor, key, (who) => desk.say(who, 'picked-up')),
    hangUp: (actor, key) => then(actor, key, (who) => desk.say(who, 'hung-up')),
    giveSheet: (actor, key, sheet) => then(actor, key, (who) => desk.giveSheet(who, sheet)),
    wantSwap: (actor, key, isWanted) => then(actor, key, (who) => desk.wantSwap(who, isWanted)),
    leave: (actor, key) => then(actor, key, (who) => desk.leave(who.accountId, 'left')),
    finishAlone: (actor, key, alone) => then(actor, key, (who) => desk.finishAlone(who, alone)),
    async own(actor, key) {
      const { accountId, campaign } = await find(actor, key);
      const rows = await practices.own(accountId, campaign.id);
      return { practices: rows.map(ownPractice), now: parts.wallClock.now() };
    },
    async team(actor, key) {
      const campaign = await campaigns.byKey(actor, key, 'run-campaign');
      const isRequired = campaign.campaign.practice?.required ?? false;
      return { isRequired, people: await practices.team(campaign.id) };
    },
    waive: (actor, key, waiver) => waive(parts, { actor, key, ...waiver }),
  };
  return {
    practice,
    rounds: createPracticeRounds(parts, campaigns),
    forCalls: {
      isReady: practices.isReady,
      leave: (accountId) => desk.leave(accountId, 'went-ready'),
    },
    desk,
    askedAt: (accountId) => asked.get(accountId) ?? null,
    rewire: async (sessionId) => wire(await practices.session(sessionId)),
  };
}

/**
 * While both talk and both have a line they hear each other; at any other time nobody hears anybody. Who has left may
 * practise with somebody else by now: only who is here is parted, and with that both are.
 */
async function wireSession(practices: PracticeStore, voice: Voice, session: SessionRow): Promise<void> {
  const trainee = await practices.shiftOf(session.trainee.accountId);
  const player = await practices.shiftOf(session.player.accountId);
  const { pair } = session;
  if (pair.state === 'talking' && trainee !== null && player !== null) {
    voice.practise(trainee.id, player.id);
    return;
  }
  if (pair.trainee.isHere && trainee !== null) voice.practiceOver(trainee.id);
  if (pair.player.isHere && player !== null) voice.practiceOver(player.id);
}

interface Waiver {
  readonly actor: Actor;
  readonly key: string;
  readonly accountId: string;
  readonly isWaived: boolean;
}

async function waive(
  { practices, campaigns, wallClock, changed }: PracticeParts,
  waiver: Waiver,
): Promise<void> {
  const { actor, key, isWaived } = waiver;
  const campaign = await createCampaignBook(campaigns).byKey(actor, key, 'run-campaign');
  const at = wallClock.now();
  await practices.inTransaction(campaign.id, async (doors) => {
    const person = (await doors.team(campaign.id)).find((it) => it.accountId === waiver.accountId);
    if (person === undefined) throw new AppError('error.practice.no-person');
    if (person.isWaived === isWaived) return;
    if (isWaived) await doors.waive(person.accountId, campaign.id, at);
    else await doors.unwaive(person.accountId, campaign.id);
    await doors.units.audit({
      ...{ at, actorId: actor.accountId, actorRole: actor.role },
      action: isWaived ? 'practice-waived' : 'practice-asked-for',
      ...{ thingKind: 'account', thingId: person.accountId, unitId: campaign.unitId, detail: {} },
    });
  });
  changed(campaign.id);
}
