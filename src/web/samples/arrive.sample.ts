import type { PlannedShiftView } from '../../protocol/arrival-contract.ts';
import type { InvitationView } from '../../protocol/views.ts';
import { boardSample, campaignSample } from './board.sample.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const invitationSample: InvitationView = {
  name: 'Kim',
  campaign: campaignSample.title,
  campaignKey: campaignSample.key,
  unit: campaignSample.unit,
  pledge: { version: 1, text: null },
};

function shift(id: string, inHours: number, more: Partial<PlannedShiftView> = {}): PlannedShiftView {
  const fromAt = boardSample.now + inHours * HOUR;
  return {
    ...{ id, title: null, fromAt, untilAt: fromAt + 2 * HOUR },
    ...{ places: 6, taken: 2, isMine: false, hasCalls: true },
    ...more,
  };
}

export const plannedShiftsSample: readonly PlannedShiftView[] = [
  shift('2012-03-13-1800', 1, { isMine: true, taken: 3, title: 'Erster Abend' }),
  shift('2012-03-14-1500', 21, { title: 'Üben mit der Einsatzleitung', hasCalls: false, places: null }),
  shift('2012-03-14-1600', 23, { taken: 6 }),
  shift('2012-03-15-1600', (2 * DAY) / HOUR, { isMine: true, taken: 1 }),
  shift('2012-03-16-1600', (3 * DAY) / HOUR, { places: null, taken: 1 }),
];
