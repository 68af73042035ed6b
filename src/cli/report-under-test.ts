import type { ClosingReport } from '../core/report/closing-report.ts';

const branch = (
  name: string,
  [integrated, connected, none]: [number, number, number],
  outOfDate: number,
  neverReached: number,
) => {
  const reached = integrated + connected + none;
  const selected = reached + outOfDate + neverReached;
  const integration = { integrated, 'not-connected': connected, 'no-interest': none };
  return {
    name,
    selected,
    called: selected,
    reached,
    outOfDate,
    neverReached,
    integration,
    newsletter: 0,
    localContact: 0,
  };
};

/** A report for tests of its forms: 200 selected, 120 reached, 20 out of date, 60 never reached. */
export function reportUnderTest(changes: Partial<ClosingReport> = {}): ClosingReport {
  return {
    ...{
      campaign: 'k',
      title: 'Neue begrüßen',
      unit: 'Landesverband',
      period: { from: '2012-03-13', until: '2012-03-17' },
    },
    ...{ guideVersions: [1], madeAt: '2012-03-17T17:30:00Z' },
    ...{
      dataRows: 1030,
      distinctMembers: 1000,
      duplicateRows: 30,
      excludedBy: { 'no-number': 300, 'joined-earlier': 500 },
    },
    ...{ selected: 200, called: 200, attempts: 1400, conversations: 130, reached: 120, outOfDate: 20 },
    ...{ outOfDateSuspected: 3, neverReached: 60 },
    answers: { integration: { integrated: 40, 'not-connected': 67, 'no-interest': 6 } },
    reception: { pleased: 100, neutral: 13, disturbed: 0 },
    receptionByIntegration: { 'no-interest': { pleased: 2, neutral: 4, disturbed: 0 } },
    ...{ channels: {}, newsletter: 1, localContact: 30, offers: { party: 12, camp: 0 } },
    callbacks: { agreed: 9, kept: 7, broken: 1, open: 1 },
    ...{ abandoned: 0, objections: 2 },
    byBranch: [
      branch('Dresden', [15, 25, 5], 8, 32),
      branch('Leipzig', [12, 20, 0], 7, 20),
      branch('Meißen', [7, 11, 1], 2, 8),
      branch('Aue', [6, 18, 0], 3, 0),
    ],
    byDayPart: {
      'weekday-morning': { attempts: 0, conversations: 0 },
      'weekday-afternoon': { attempts: 900, conversations: 60 },
      'weekday-evening': { attempts: 200, conversations: 50 },
      'saturday-morning': { attempts: 200, conversations: 15 },
      'saturday-afternoon': { attempts: 100, conversations: 5 },
    },
    effort: {
      callers: 3,
      callerHours: 1024.25,
      conversationsPerHour: 0.13,
      attemptsPerConversation: 10.77,
      utilisation: 0.61,
    },
    labels: {
      ...{
        question: '„Wie geht es dir?“',
        integration: { 'not-connected': 'x' },
        channels: {},
        isFirstContact: true,
      },
      offers: {
        party: { title: '=Fest; "Party"', date: '2012-04-21', until: null },
        camp: { title: 'Camp', date: null, until: null },
      },
      timezone: 'Europe/Berlin',
    },
    ...changes,
  };
}
