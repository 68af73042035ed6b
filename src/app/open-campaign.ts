import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { statesOfPostcode } from '../core/calendar/state-of-postcode.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { CampaignId, ContactId, PersonId } from '../core/ids.ts';
import { DAY, type Instant } from '../core/instant.ts';
import { rankOf } from '../core/queue/lane.ts';
import { nextTry } from '../core/queue/next-try.ts';
import { createSelection, type SelectionResult } from '../core/selection/select.ts';
import type { CampaignFile } from './campaign-file.ts';
import { demand } from './demand.ts';
import type { Chance, StoreDoors, UnitRow } from './ports.ts';
import type { NewContact } from './queue-store.ts';

export interface OpenedCampaign {
  readonly id: CampaignId;
  readonly selection: Omit<SelectionResult, 'selected'> & { readonly selected: number };
}

/** Contacts decided and written at once. */
const BATCH = 500;

/**
 * Opens a campaign: chooses the people of its branch and puts each into the queue with its first decision.
 *
 * Inside the caller's transaction: a campaign is open with all its contacts or not at all.
 * @throws AppError `error.campaign.key-taken` when a campaign of that key exists, `error.campaign.nobody` when the
 *   selection leaves nobody.
 */
export async function openCampaign(
  doors: StoreDoors,
  {
    actor,
    unit,
    campaign,
    message,
    now,
    chance,
  }: CampaignFile & { actor: Actor; unit: UnitRow; now: Instant; chance: Chance },
): Promise<OpenedCampaign> {
  demand(actor, 'open-campaign', { unitId: unit.id, unitPath: unit.path });
  if ((await doors.campaigns.byKey(campaign.key)) !== null)
    throw new AppError('error.campaign.key-taken', { key: campaign.key });
  const { selected, ...counts } = await chooseContacts(doors, unit, campaign);
  if (selected.length === 0) throw new AppError('error.campaign.nobody');
  const id = chance.uuid() as CampaignId; // A fresh id of the right kind.
  const selection = { ...counts, selected: selected.length };
  await doors.campaigns.insert({ id, unit, campaign, selection, openedAt: now });
  if (message !== null) await doors.campaigns.keepMessage(id, message);
  for (let first = 0; first < selected.length; first += BATCH) {
    const people = selected.slice(first, first + BATCH);
    await doors.queue.addContacts(id, await firstDecisions(doors, { id, campaign, now, chance }, people));
  }
  await doors.units.audit({
    at: now,
    actorId: actor.accountId,
    actorRole: actor.role,
    action: 'open-campaign',
    thingKind: 'campaign',
    thingId: id,
    unitId: unit.id,
    detail: { selected: selected.length },
  });
  return { id, selection };
}

/** Whom the campaign's selection takes of its branch and the branches below, and why it leaves out the others. */
export async function chooseContacts(
  doors: Pick<StoreDoors, 'people'>,
  unit: UnitRow,
  campaign: Campaign,
): Promise<SelectionResult> {
  const selection = createSelection(campaign.selection, {
    today: campaign.period.from,
    timezone: campaign.timezone,
  });
  for await (const person of doors.people.forSelection(unit.path)) selection.add(person);
  return selection.result();
}

async function firstDecisions(
  doors: StoreDoors,
  { id, campaign, now, chance }: { id: CampaignId; campaign: Campaign; now: Instant; chance: Chance },
  personIds: readonly PersonId[],
): Promise<NewContact[]> {
  const known = await doors.people.numbersOf(personIds);
  return personIds.flatMap((personId) => {
    const it = known.get(personId);
    if (it === undefined) return [];
    const person = {
      states: it.postcode === null ? [] : statesOfPostcode(it.postcode),
      doNotCall: false,
      restricted: false,
      leftSource: false,
    };
    const never = { tries: [], skips: [], promise: null, undoneAt: null, notBefore: null };
    const facts = { campaignId: id, person, numbers: it.numbers, ...never };
    const joinedDay = it.joinedOn === null ? null : Date.parse(it.joinedOn) / DAY;
    const contactId = chance.uuid() as ContactId; // A fresh id of the right kind.
    return [
      {
        id: contactId,
        personId,
        rank: rankOf(joinedDay, chance.next()),
        decision: nextTry(facts, campaign, now),
      },
    ];
  });
}
