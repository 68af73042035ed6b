/** Branded identifiers: a `PersonId` cannot be passed where a `CampaignId` is meant. All are UUIDs unless said otherwise. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type UnitId = Id<'unit'>;
export type AccountId = Id<'account'>;
export type PersonId = Id<'person'>;
export type NumberId = Id<'number'>;
export type ListId = Id<'list'>;
export type CampaignId = Id<'campaign'>;
export type ContactId = Id<'contact'>;
export type AttemptId = Id<'attempt'>;
export type CallbackId = Id<'callback'>;
export type ShiftId = Id<'shift'>;
/** One end of the audio: a browser's, a telephone's. Any text of its own. */
export type LegId = Id<'leg'>;
/** The short name of a SIP account, as the configuration gives it. */
export type TrunkId = Id<'trunk'>;
/** An E.164 number with its plus sign: `+493023125000`. */
export type E164 = Id<'e164'>;
