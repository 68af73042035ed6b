import type { ContactLevel, IsoDate } from '../campaign/campaign.ts';
import type { PhoneFinding } from '../numbers/phone-finding.ts';

/** How the organisation stands to the person, read from its own word for it. */
export type StatusKind = 'active' | 'dormant' | 'resigned' | 'removed' | 'deceased' | 'supporter' | 'unknown';

/**
 * One row of a membership export, read. Only what a cell really said is set, so that two rows of one person
 * merge by laying the later over the earlier (`mergeRows`).
 */
export interface ListRow {
  readonly memberNumber?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly salutation?: string;
  readonly birthDate?: IsoDate;
  readonly birthYear?: number;
  readonly postcode?: string;
  readonly city?: string;
  readonly stateName?: string;
  /** ISO 639-1: `de`. */
  readonly language?: string;
  readonly joinedOn?: IsoDate;
  /** The export's own word. */
  readonly status?: string;
  readonly statusKind?: StatusKind;
  /** Names of branches from the widest to the nearest. */
  readonly branch?: readonly string[];
  readonly email?: string;
  readonly newsletter?: boolean;
  /** Never `false`: a missing block says nothing, and no later row lifts one. */
  readonly doNotCall?: true;
  /** What the cell said, mostly a date. Anything there means: there was a contact. */
  readonly lastContacts?: Readonly<Partial<Record<ContactLevel, string>>>;
  /** By heading of the column; no entry for an empty cell. */
  readonly phones?: Readonly<Record<string, readonly PhoneFinding[]>>;
  /** Only when the mapping asks for it. */
  readonly note?: string;
}

/**
 * The later row over the earlier: its non-empty cells win, in phones and last contacts cell by cell. A
 * do-not-call found in either row holds, since a person's objection outweighs the order of rows (DOMAIN C10).
 */
export function mergeRows(earlier: ListRow, later: ListRow): ListRow {
  const merged = { ...earlier, ...later };
  const phones = { ...earlier.phones, ...later.phones };
  const lastContacts = { ...earlier.lastContacts, ...later.lastContacts };
  return {
    ...merged,
    ...(earlier.phones || later.phones ? { phones } : {}),
    ...(earlier.lastContacts || later.lastContacts ? { lastContacts } : {}),
  };
}

/**
 * What makes two rows the same person: the member number, else family name, given name and birth date together.
 * Undefined when neither is complete. Never the phone alone: households share one (DOMAIN 7.1).
 */
export function rowKey(row: ListRow): string | undefined {
  if (row.memberNumber !== undefined) return `number:${row.memberNumber}`;
  if (!row.familyName || !row.givenName || !row.birthDate) return undefined;
  return `person:${JSON.stringify([row.familyName.toLowerCase(), row.givenName.toLowerCase(), row.birthDate])}`;
}
