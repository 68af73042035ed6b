import type { E164 } from '../ids.ts';

/** One number of a cell, or why it cannot be called. `raw` and `label` are personal data: never log them. */
export type PhoneFinding = FoundNumber | UnusableNumber;

export interface FoundNumber {
  readonly kind: 'number';
  readonly raw: string;
  readonly e164: E164;
  readonly type: NumberType;
  /** What stood beside the number: `privat`, `Mutter`, `abends`. */
  readonly label?: string;
  /** Digits after `App.`, `DW`: not dialled. */
  readonly extension?: string;
  readonly issues: readonly NumberIssue[];
}

export interface UnusableNumber {
  readonly kind: 'unusable';
  readonly raw: string;
  readonly reason: UnusableReason;
}

/** `voip` is a national subscriber number (032) or its like abroad. */
export type NumberType = 'fixed-line' | 'mobile' | 'fixed-line-or-mobile' | 'voip';

export const numberIssues = [
  /** Began with 49 and neither plus nor zeros: the country code was taken as such. */
  'assumed-country-code',
  /** A mobile number whose zero a spreadsheet ate. */
  'leading-zero-lost',
  /** The letter O stood for a zero. */
  'letter-for-digit',
  /** `++49`, `+0351`, `+49 +49 351`: one prefix was kept. */
  'prefix-repaired',
  /** `-0` at the end: a firm's switchboard. */
  'switchboard',
  /** Digits after a hyphen were joined as the direct dial-in. */
  'direct-dial-in',
  /** 032: may cost the trunk more than a fixed line. */
  'national-subscriber',
  /** The label names somebody else (`Mutter`): the caller is warned. */
  'other-person',
  /** Further digits stood beside the number and were not dialled. */
  'extra-digits',
] as const;
export type NumberIssue = (typeof numberIssues)[number];

export const unusableReasons = [
  'emergency',
  'short-code',
  'premium',
  'mass-traffic',
  'shared-cost',
  'toll-free',
  'personal',
  'closed-group',
  'pager',
  'voicemail',
  'call-by-call',
  'test-number',
  'special',
  'foreign',
  'international-service',
  'no-area-code',
  'digits-lost',
  'incomplete',
  'too-long',
  'fax',
  'marked-unusable',
  'alternative-digits',
  'network-code',
  'not-a-number',
] as const;
export type UnusableReason = (typeof unusableReasons)[number];
