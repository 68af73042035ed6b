import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { CampaignId } from '../core/ids.ts';
import { tally } from '../core/practice/evaluation.ts';
import type { CampaignBook } from './campaign-book.ts';
import type { CampaignRow, Chance, Clock } from './ports.ts';
import type { PracticeRounds, RoundView } from './practice.ts';
import type { PracticeDoors, PracticeStore, RoundRow } from './practice-store.ts';

export interface PracticeRoundParts {
  readonly practices: PracticeStore;
  readonly wallClock: Pick<Clock, 'now'>;
  readonly chance: Pick<Chance, 'uuid'>;
  /** Pages that show practices of that campaign look anew: a hint. */
  readonly changed: (campaignId: CampaignId) => void;
}

/** A round that holds more is no talk of a team any more. */
const MOST_ENTRIES = 200;

/** The team after practice: how all did together, what was hard, and what the guide should say instead. */
export function createPracticeRounds(parts: PracticeRoundParts, campaigns: CampaignBook): PracticeRounds {
  const { practices, wallClock, chance, changed } = parts;
  const now = () => wallClock.now();
  const find = (actor: Actor, key: string) => campaigns.byKey(actor, key, 'practise');
  const show = async (campaign: CampaignRow): Promise<RoundView> => {
    const open = await practices.openRound(campaign.id);
    const closed = await practices.closedRounds(campaign.id);
    const earlier = closed.map(({ id, openedAt, guideVersion, findings }) => ({
      ...{ id, openedAt, guideVersion, findings },
    }));
    return { round: open ?? closed[0] ?? null, earlier, now: now() };
  };
  const write = async (
    actor: Actor,
    key: string,
    work: (doors: PracticeDoors, round: RoundRow) => Promise<void>,
  ): Promise<RoundView> => {
    const campaign = await find(actor, key);
    await practices.inTransaction(campaign.id, async (doors) => {
      const round = await doors.openRound(campaign.id);
      if (round === null) throw new AppError('error.practice.round-closed');
      if (round.hard.length + round.findings.length >= MOST_ENTRIES)
        throw new AppError('error.practice.round-full');
      await work(doors, round);
    });
    changed(campaign.id);
    return show(campaign);
  };
  return {
    round: async (actor, key) => show(await find(actor, key)),
    async open(actor, key) {
      const campaign = await find(actor, key);
      await practices.inTransaction(campaign.id, async (doors) => {
        if ((await doors.openRound(campaign.id)) === null)
          await doors.insertRound(await newRound(doors, campaign, { id: chance.uuid(), at: now() }));
      });
      changed(campaign.id);
      return show(campaign);
    },
    sayHard: (actor, key, said) =>
      write(actor, key, (doors, round) => doors.insertHard(round.id, { ...said, at: now() })),
    addFinding: (actor, key, finding) =>
      write(actor, key, (doors, round) => doors.insertFinding(round.id, { ...finding, at: now() })),
    async close(actor, key) {
      const campaign = await find(actor, key);
      const open = await practices.openRound(campaign.id);
      // Pressed twice, or by two.
      if (open !== null) await practices.closeRound(open.id, now());
      changed(campaign.id);
      return show(campaign);
    },
  };
}

/** Sheets that a round has counted are not counted again: else the next one would tell whose came after. */
async function newRound(
  doors: PracticeDoors,
  { id: campaignId, campaign }: CampaignRow,
  { id, at }: { id: string; at: number },
) {
  const sheets = await doors.sheetsSince(campaignId, await doors.lastTallyAt(campaignId));
  return {
    ...{ id, campaignId, guideVersion: campaign.guide.version, openedAt: at },
    ...{ sheets: sheets.length, tallies: tally(sheets) },
  };
}
