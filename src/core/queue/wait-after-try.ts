import type { Campaign } from '../campaign/campaign.ts';
import { DAY, MINUTE } from '../instant.ts';
import { callClasses } from '../outcome/call-class.ts';
import type { TryFacts } from './contact-facts.ts';

/** Minutes that lie between two tries, whoever made the last one: none after a conversation that broke off by a fault. */
export function gapMinutes(last: TryFacts, campaign: Campaign): number {
  return brokeOff(last) ? 0 : campaign.limits.minGapMinutes;
}

/**
 * Minutes to wait after a try, by what it met.
 *
 * @param before The try before that in the same campaign.
 */
export function waitMinutes(last: TryFacts, before: TryFacts | undefined, campaign: Campaign): number {
  // Our own line broke: the person waits for us, not we for the person.
  if (last.class === null || last.disposition === 'lost' || brokeOff(last)) return 0;
  const { retry } = campaign;
  const kind = callClasses[last.class].retry;
  switch (kind) {
    case 'no-answer':
      return retry.noAnswerMinutes;
    case 'busy': {
      // One early redial a day; busy again is treated as nobody there (DOMAIN 6.2, L6).
      const wasBusy = before?.class === 'BUSY' && before.day === last.day;
      return wasBusy ? Math.max(retry.busyMinutes, retry.noAnswerMinutes) : retry.busyMinutes;
    }
    case 'voicemail':
      return retry.voicemailMinutes;
    case 'absent':
      return retry.absentMinutes;
    case 'rejected':
      return retry.rejectedMinutes;
    case 'unknown':
      return retry.unknownMinutes;
    case 'network-fault':
    case 'trunk-backoff':
      return retry.networkFaultMinutes;
    case 'by-disposition':
      return waitAfterTalk(last, campaign);
    // The number itself rests (`recheckAfter`); another number of the person may be tried after the gap.
    case 'recheck':
    case 'stop-number':
    case 'at-once':
    case 'never':
    case 'none':
      return 0;
    default:
      return kind satisfies never;
  }
}

function waitAfterTalk(last: TryFacts, campaign: Campaign): number {
  switch (last.disposition) {
    case 'no-time':
      // A soft "not now" without a wished time: a week later (DOMAIN 6.2).
      return (7 * DAY) / MINUTE;
    default:
      return campaign.retry.noAnswerMinutes;
  }
}

/** The caller said that the line carried no voice; a fault of trunk or network, which nobody answered, has its own class. */
export function brokeOff(last: TryFacts): boolean {
  return last.disposition === 'technical' && last.class === 'UNKNOWN';
}
