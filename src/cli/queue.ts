import type { CampaignRow } from '../app/ports.ts';
import type { QueueCount } from '../app/queue-store.ts';
import type { Instant } from '../core/instant.ts';
import type { NextTry } from '../core/queue/next-try.ts';
import type { Texts } from '../texts/texts.ts';

/** `draht queue CAMPAIGN`: how many wait, rest or are done, for which reason, and when the next is due. */
export function queueText(counts: readonly QueueCount[], campaign: CampaignRow, texts: Texts): string {
  const total = counts.reduce((sum, it) => sum + it.contacts, 0);
  const lines = counts.map((it) => {
    const reason = texts.sayAny(`queue.reason.${it.reason}`);
    const next =
      it.nextDueAt === null
        ? ''
        : ` ${texts.say('queue.next-due', { at: sayMoment(it.nextDueAt, campaign, texts) })}`;
    return `${String(it.contacts).padStart(7)}  ${reason}${next}`;
  });
  return [texts.say('queue.head', { title: campaign.campaign.title, contacts: total }), ...lines].join('\n');
}

/** `draht queue CAMPAIGN --member NUMBER`: why this person now, or why not now, and when. */
export function contactText(decision: NextTry, campaign: CampaignRow, texts: Texts): string {
  if (decision.kind !== 'try') return texts.sayAny(`queue.reason.${decision.reason}`);
  const reasons = decision.reasons.map((reason) => `  ${texts.sayAny(`queue.reason.${reason}`)}`);
  return [texts.say('queue.try-at', { at: sayMoment(decision.at, campaign, texts) }), ...reasons].join('\n');
}

function sayMoment(at: Instant, { campaign }: CampaignRow, texts: Texts): string {
  const style = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: campaign.timezone,
  } as const;
  return new Intl.DateTimeFormat(texts.locale, style).format(at);
}
