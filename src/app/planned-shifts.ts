import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { PlannedShift } from '../core/campaign/campaign.ts';
import { plannedShiftId, plannedShiftTimes } from '../core/campaign/planned-shift.ts';
import type { AccountId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { ArrivalStore } from './arrival-store.ts';
import type { CampaignBook } from './campaign-book.ts';
import { accountOf } from './own-shift.ts';
import type { CampaignRow, Clock } from './ports.ts';

/** The times at which a campaign wants callers, and who put themselves down. Others are a count, never a name. */
export interface PlannedShifts {
  /** Those that are not over, the earliest first. */
  all(actor: Actor, campaignKey: string): Promise<PlannedShiftView[]>;
  /** @throws AppError `error.planned-shift.unknown`, `error.planned-shift.over`, `error.planned-shift.full`. */
  putDown(actor: Actor, campaignKey: string, shift: string): Promise<PlannedShiftView[]>;
  /** @throws AppError `error.planned-shift.unknown`, `error.planned-shift.over`. */
  takeOff(actor: Actor, campaignKey: string, shift: string): Promise<PlannedShiftView[]>;
  /**
   * The actor's own, for a calendar.
   *
   * @param shift That one alone; null: all.
   */
  mine(actor: Actor, campaignKey: string, shift: string | null): Promise<OwnShifts>;
}

export interface PlannedShiftView {
  readonly id: string;
  readonly title: string | null;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** Null: as many as come. */
  readonly places: number | null;
  readonly taken: number;
  readonly isMine: boolean;
  /** Calls may be made in some part of it; a shift outside the hours is for practice. */
  readonly hasCalls: boolean;
}

export interface OwnShifts {
  readonly campaign: Pick<CampaignRow, 'id' | 'campaign'>;
  /** `takenAt` is the wall's. */
  readonly shifts: readonly (PlannedShiftView & { readonly takenAt: Instant })[];
}

/** Where the file names no number: more than a campaign has callers. */
const AS_MANY_AS_COME = 10_000;

export function createPlannedShifts(parts: {
  readonly arrival: ArrivalStore;
  readonly campaigns: CampaignBook;
  readonly clock: Pick<Clock, 'now'>;
  /** The wall's clock. */
  readonly now: () => Instant;
}): PlannedShifts {
  const { arrival, clock } = parts;
  const enter = (actor: Actor, key: string) => parts.campaigns.byKey(actor, key, 'join-shift');
  const seen = async (campaign: CampaignRow, accountId: AccountId) => {
    const taken = await arrival.places(campaign.id);
    const hours = openings(campaign.campaign);
    return (campaign.campaign.shifts ?? [])
      .map((it) => {
        const id = plannedShiftId(it);
        const there = taken.filter(({ shift }) => shift === id);
        const own = there.find((one) => one.accountId === accountId);
        return { view: viewOf(campaign, it, { hours, taken: there.length, isMine: own !== undefined }), own };
      })
      .filter(({ view }) => view.untilAt > clock.now())
      .sort((a, b) => a.view.fromAt - b.view.fromAt);
  };
  const show = async (campaign: CampaignRow, accountId: AccountId) =>
    (await seen(campaign, accountId)).map(({ view }) => view);
  const open = async (actor: Actor, key: string, shift: string) => {
    const campaign = await enter(actor, key);
    const found = campaign.campaign.shifts?.find((it) => plannedShiftId(it) === shift);
    if (found === undefined) throw new AppError('error.planned-shift.unknown');
    const isOver = plannedShiftTimes(found, campaign.campaign).untilAt <= clock.now();
    if (isOver || campaign.state === 'closed') throw new AppError('error.planned-shift.over');
    return { campaign, found, accountId: accountOf(actor) };
  };
  return {
    async all(actor, campaignKey) {
      return show(await enter(actor, campaignKey), accountOf(actor));
    },
    async putDown(actor, campaignKey, shift) {
      const { campaign, found, accountId } = await open(actor, campaignKey, shift);
      const places = found.places ?? AS_MANY_AS_COME;
      const place = { campaignId: campaign.id, shift, accountId, at: parts.now(), places };
      if (!(await arrival.takePlace(place))) throw new AppError('error.planned-shift.full');
      return show(campaign, accountId);
    },
    async takeOff(actor, campaignKey, shift) {
      const { campaign, accountId } = await open(actor, campaignKey, shift);
      await arrival.leavePlace({ campaignId: campaign.id, shift, accountId });
      return show(campaign, accountId);
    },
    async mine(actor, campaignKey, shift) {
      const campaign = await enter(actor, campaignKey);
      const all = await seen(campaign, accountOf(actor));
      return {
        campaign,
        shifts: all.flatMap(({ view, own }) =>
          own === undefined || (shift !== null && view.id !== shift) ? [] : [{ ...view, takenAt: own.at }],
        ),
      };
    },
  };
}

function viewOf(
  { campaign }: CampaignRow,
  shift: PlannedShift,
  { hours, taken, isMine }: { hours: ReturnType<typeof openings>; taken: number; isMine: boolean },
): PlannedShiftView {
  const times = plannedShiftTimes(shift, campaign);
  return {
    ...times,
    ...{ id: plannedShiftId(shift), title: shift.title ?? null, places: shift.places ?? null, taken, isMine },
    hasCalls: hours.some((it) => it.fromAt < times.untilAt && times.fromAt < it.untilAt),
  };
}
