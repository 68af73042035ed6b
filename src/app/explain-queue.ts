import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/instant.ts';
import { type NextTry, nextTry } from '../core/queue/next-try.ts';
import { demand } from './demand.ts';
import type { CampaignRow, StoreDoors } from './ports.ts';
import type { QueueCount } from './queue-store.ts';

/** How many contacts of a campaign wait, rest or are done, for which reason, and when the next is due. */
export async function explainQueue(
  doors: Pick<StoreDoors, 'queue'>,
  { actor, campaign }: { readonly actor: Actor; readonly campaign: CampaignRow },
): Promise<QueueCount[]> {
  demand(actor, 'read-campaign', campaign);
  return doors.queue.countByReason(campaign.id);
}

/**
 * Why this person is called now, or why not now and when.
 *
 * @throws AppError `error.queue.not-in-campaign` when no contact has this member number.
 */
export async function explainContact(
  doors: Pick<StoreDoors, 'queue'>,
  request: {
    readonly actor: Actor;
    readonly campaign: CampaignRow;
    readonly member: string;
    readonly now: Instant;
  },
): Promise<NextTry> {
  const { actor, campaign, member, now } = request;
  demand(actor, 'explain-contact', campaign);
  const contactId = await doors.queue.byMember(campaign.id, member);
  if (contactId === null) throw new AppError('error.queue.not-in-campaign');
  return nextTry(await doors.queue.facts(contactId), campaign.campaign, now);
}
