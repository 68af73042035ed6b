import type { ContactLevel, IsoDate } from '../campaign/campaign.ts';
import type { PersonId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** What a selection must know of a person. */
export interface SelectionPerson {
  readonly id: PersonId;
  readonly memberNumber?: string;
  readonly joinedOn: IsoDate | null;
  /** As in the export: `aktiv`, `Aktiv`; or `active`. */
  readonly status: string | null;
  readonly birthDate: IsoDate | null;
  /** Names from the highest branch to the lowest. */
  readonly branchPath: readonly string[];
  readonly postcode: string | null;
  /** What the export says of an earlier contact by a level: a date or any text; absent or empty where there was none. */
  readonly lastContacts: { readonly [level in ContactLevel]?: string | null };
  /** The best of the person's numbers. */
  readonly numbers: 'diallable' | 'unusable' | 'none';
  readonly doNotCall: boolean;
  /** Art. 18 GDPR. */
  readonly restricted: boolean;
  /** No longer in the last import of its source. */
  readonly leftSource: boolean;
  /** Of any other campaign. */
  readonly lastAttemptAt: Instant | null;
  readonly lastConversationAt: Instant | null;
  /** Queued in another campaign that is running (DOMAIN 7.3, overlap rule). */
  readonly inOtherCampaign: boolean;
}
