import type { Campaign, Limits, RetryRules } from '../campaign/campaign.ts';
import type { E164 } from '../ids.ts';

/** A campaign for tests: Saxony, 13 to 24 March 2012, Tuesday to Friday 16 to 20, Saturday 10 to 18, by the defaults of DOMAIN 6.2. */
export function campaignUnderTest(
  changes: Partial<Omit<Campaign, 'limits' | 'retry'>> & {
    readonly limits?: Partial<Limits>;
    readonly retry?: Partial<RetryRules>;
  } = {},
): Campaign {
  const evening = [{ fromMinute: 16 * 60, untilMinute: 20 * 60 }];
  return {
    key: 'under-test',
    title: 'Under test',
    unit: 'Sachsen',
    purpose: 'welcome',
    legalBasis: 'membership',
    state: 'SN',
    timezone: 'Europe/Berlin',
    period: { from: '2012-03-13', until: '2012-03-24' },
    hours: {
      ...{ 1: [], 2: evening, 3: evening, 4: evening, 5: evening },
      ...{ 6: [{ fromMinute: 10 * 60, untilMinute: 18 * 60 }], 7: [] },
    },
    holidays: { closed: [] },
    selection: {},
    // The brand means a number that was read before; this one is of the sample's free ranges.
    callerId: '+4930231250' as E164,
    hints: { sound: false },
    guide: { version: 1, address: 'du', steps: [], moments: [] },
    offers: [],
    newsletters: [],
    localContacts: [],
    ...changes,
    limits: { ...limits, ...changes.limits },
    retry: { ...retry, ...changes.retry },
  };
}

const limits: Limits = {
  ...{ triesPerDay: 2, triesPerWeek: 3, triesInAll: 7, hardTriesPerDay: 3, minGapMinutes: 120 },
  ...{
    ringSeconds: 35,
    minRingSeconds: 15,
    mailboxesPerNumber: 4,
    lastDialMinutesBeforeEnd: 10,
    wrapUpSeconds: 60,
  },
};

const retry: RetryRules = {
  ...{
    noAnswerMinutes: 1200,
    busyMinutes: 25,
    voicemailMinutes: 1440,
    absentMinutes: 1200,
    rejectedMinutes: 2880,
  },
  ...{ networkFaultMinutes: 60, unknownMinutes: 180, recheckMinutes: 1200 },
};
