import type { ReportableDisposition } from '../../../protocol/views.ts';

/** The eight that a caller needs most; the number is the `Alt` key, the same on every screen. */
export const numberedOutcomes = [
  'conversation-complete',
  'callback-agreed',
  'conversation-partial',
  'no-time',
  'not-interested',
  'third-person',
  'wrong-person',
  'language-health',
] as const satisfies readonly ReportableDisposition[];

/** What needs no search after a call. A mailbox is met as often as a person; its key is that of the ringing screen. */
export const frequentOutcomes = [
  ...numberedOutcomes,
  'voicemail',
] as const satisfies readonly ReportableDisposition[];

/** Seldom ones, behind `Alle Ergebnisse`. An objection has a button of its own. */
export const otherOutcomes = [
  'voicemail-message',
  'no-answer',
  'busy',
  'not-in-service',
  'number-changed',
  'fax-data',
  'technical',
  'deceased',
  'resigned',
] as const satisfies readonly ReportableDisposition[];

/** The `Alt` key of an outcome, if it has one. */
export function altKeyOf(disposition: ReportableDisposition): string | undefined {
  if (disposition === 'voicemail') return 'M';
  const all: readonly ReportableDisposition[] = numberedOutcomes;
  const place = all.indexOf(disposition);
  return place < 0 ? undefined : String(place + 1);
}
