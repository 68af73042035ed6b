import type { Instant } from '../instant.ts';
import { DAY } from '../instant.ts';
import type { Campaign } from './campaign.ts';

/** What callers promise: the campaign file's words, or with `text` null the program's own of that version. */
export interface PledgeWording {
  readonly version: number;
  readonly text: string | null;
}

export interface GivenPledge extends PledgeWording {
  readonly at: Instant;
}

/** Of the words in the message catalogue (`arrive.pledge.…`): counts up when their meaning changes. */
export const OWN_PLEDGE_VERSION = 1;

/** A pledge is renewed yearly (DOMAIN 3.2, GDPR Art. 29, 32(4)). */
export const PLEDGE_TIME = 365 * DAY;

/** The words of a campaign. */
export function pledgeOf({ pledge }: Pick<Campaign, 'pledge'>): PledgeWording {
  return pledge ?? { version: OWN_PLEDGE_VERSION, text: null };
}

/**
 * Whether these words were promised within the last year. Words that differ do not count, whatever their version: two
 * campaigns may both have a second version.
 */
export function isPledgeDue(wanted: PledgeWording, given: readonly GivenPledge[], now: Instant): boolean {
  return !given.some(
    (it) => it.version === wanted.version && it.text === wanted.text && now < it.at + PLEDGE_TIME,
  );
}
