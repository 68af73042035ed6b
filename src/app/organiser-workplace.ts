import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { boardView, midnightOf, nameOf } from './board-view.ts';
import type { CampaignBook } from './campaign-book.ts';
import { campaignSummary } from './campaign-summary.ts';
import { makeClosingReport } from './closing-report.ts';
import type { CampaignRow, StoreDoors } from './ports.ts';
import { reasonOf, sumOf } from './waiting-view.ts';
import type { Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

type OrganiserRoom = Pick<
  Workplace,
  'board' | 'callerFigures' | 'missing' | 'freePromises' | 'resumeTrunk' | 'helpDone' | 'closingReport'
>;

/** More than anybody reads; who looks for one person asks for that one. */
const MOST_MISSING = 200;

/** What an organiser sees and changes while a campaign runs. Each change is audited. */
export function organiserWorkplace(parts: WorkplaceParts, campaigns: CampaignBook): OrganiserRoom {
  const { store, views, clock, signals } = parts;
  const change = async <Result>(
    actor: Actor,
    campaignKey: string,
    act: (doors: StoreDoors, campaign: CampaignRow, note: Note) => Promise<Result>,
  ): Promise<Result> => {
    const campaign = await campaigns.byKey(actor, campaignKey, 'run-campaign');
    const done = await store.inTransaction((doors) => {
      const from = {
        at: clock.now(),
        actorId: actor.accountId,
        actorRole: actor.role,
        unitId: campaign.unitId,
      };
      return act(doors, campaign, (entry) => doors.units.audit({ ...from, ...entry }));
    });
    signals.changed(campaign.id);
    signals.boardChanged(campaign.id);
    return done;
  };
  return {
    async board(actor, campaignKey) {
      return boardView(parts, await campaigns.byKey(actor, campaignKey, 'read-campaign'));
    },
    async callerFigures(actor, campaignKey) {
      const row = await campaigns.byKey(actor, campaignKey, 'run-campaign');
      if (!(row.campaign.care?.figuresPerPerson ?? false)) throw new AppError('error.figures.off');
      const now = clock.now();
      const found = await views.callerFigures(row.id, { now, dayFrom: midnightOf(row, now) });
      // Whoever is looked at may ask who looked.
      await store.units.audit({
        ...{ at: now, actorId: actor.accountId, actorRole: actor.role, action: 'read-caller-figures' },
        ...{ thingKind: 'campaign', thingId: row.id, unitId: row.unitId, detail: {} },
      });
      return found.toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
    },
    async missing(actor, campaignKey, reason) {
      const { id } = await campaigns.byKey(actor, campaignKey, 'explain-contact');
      const now = clock.now();
      const kinds = (await views.people(id, now)).filter(
        (it) => it.place !== 'reached' && it.place !== 'outOfDate' && reasonOf(it) === reason,
      );
      const found = kinds.length === 0 ? [] : await views.peopleOf(id, now, kinds, MOST_MISSING);
      return {
        people: found.map(({ givenName, familyName, ...it }) => ({
          ...it,
          name: nameOf({ givenName, familyName }),
        })),
        all: sumOf(kinds),
      };
    },
    freePromises: (actor, campaignKey) =>
      change(actor, campaignKey, async (doors, { id }, note) => {
        const freed = await doors.run.freePromises(id, clock.now());
        if (freed > 0)
          await note({ action: 'free-promises', thingKind: 'campaign', thingId: id, detail: { freed } });
        return freed;
      }),
    resumeTrunk: (actor, campaignKey) =>
      change(actor, campaignKey, async (doors, { id }, note) => {
        const trunkId = await doors.run.resumeTrunk(id, clock.now());
        // Two may press it at once: the second one finds the trunk at work.
        if (trunkId === null) return;
        const detail = { campaignId: id };
        await note({ action: 'resume-trunk', thingKind: 'trunk', thingId: trunkId, detail });
      }),
    async helpDone(actor, campaignKey, shiftId) {
      const shift = await change(actor, campaignKey, async (doors, { id }, note) => {
        const found = await doors.run.endHelp(id, shiftId);
        if (found !== null)
          await note({ action: 'help-done', thingKind: 'shift', thingId: shiftId, detail: {} });
        return found;
      });
      if (shift !== null) signals.shiftChanged(shift);
    },
    async closingReport(actor, campaignKey) {
      const { campaign, report } = await makeClosingReport(
        { campaigns: store.campaigns, reports: parts.reports },
        { actor, key: campaignKey, now: clock.now() },
      );
      return { report, campaign: campaignSummary(campaign, clock.now()) };
    },
  };
}

type Note = (entry: {
  readonly action: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}) => Promise<void>;
