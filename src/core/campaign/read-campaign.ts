import { openings } from '../calendar/dial-window.ts';
import { addDays, isIsoDate, localTime } from '../calendar/local-time.ts';
import type { E164 } from '../ids.ts';
import { readCallerId } from './caller-id.ts';
import type { Campaign, GermanState, Hints, Purpose } from './campaign.ts';
import type { CampaignProblem } from './campaign-problem.ts';
import { readGuide } from './read-guide.ts';
import { readHelpContact } from './read-help-contact.ts';
import { readHours } from './read-hours.ts';
import { readLimits, readRetry } from './read-limits.ts';
import { readLocalContacts, readNewsletters, readOffers } from './read-offers.ts';
import { readPacing } from './read-pacing.ts';
import { readSelection } from './read-selection.ts';
import { readPledge, readShifts } from './read-shifts.ts';
import {
  choice,
  date,
  type Fields,
  fields,
  flag,
  id,
  maybe,
  oneOrMore,
  openYaml,
  problem,
  type Spot,
  text,
} from './yaml-reader.ts';

const KEYS = [
  ...[
    'campaign',
    'title',
    'unit',
    'purpose',
    'legalBasis',
    'state',
    'timezone',
    'period',
    'hours',
    'holidays',
  ],
  ...[
    'selection',
    'limits',
    'retry',
    'callerId',
    'hints',
    'pacing',
    'mailbox',
    'practice',
    'care',
    'helpContact',
    'guide',
    'offers',
    'newsletters',
    'localContacts',
  ],
  ...['pledge', 'shifts'],
];
/** Days a campaign may last: what lies further ahead is another campaign. */
const MOST_DAYS = 366;

/**
 * A campaign from its YAML file, or everything that is wrong with it, in the file's order.
 *
 * Where the file is silent, DOMAIN's defaults hold (L5 to L8, 6.2); what goes beyond its caps is refused.
 */
export function readCampaign(yamlText: string): { campaign: Campaign } | { problems: CampaignProblem[] } {
  const problems: CampaignProblem[] = [];
  const root = openYaml(yamlText, problems);
  if (root === undefined) return { problems };
  const from = fields(root, KEYS);
  const campaign = readFields(from);
  if (problems.length === 0) checkOpenings(from, campaign);
  if (problems.length === 0) return { campaign };
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function readFields(from: Fields): Campaign {
  const purpose = readPurpose(from.need('purpose'));
  const period = readPeriod(from.need('period'));
  return {
    key: id(from.need('campaign')),
    title: text(from.need('title'), 120),
    unit: text(from.need('unit'), 120),
    purpose,
    legalBasis: readLegalBasis(from.get('legalBasis')),
    state: choice(from.need('state'), STATES),
    timezone: readTimezone(from.get('timezone')),
    period,
    hours: readHours(from.need('hours')),
    holidays: { closed: readClosedDays(from.get('holidays')) },
    selection: readSelection(from.need('selection')),
    limits: readLimits(from.get('limits')),
    retry: readRetry(from.get('retry')),
    callerId: readShownNumber(from.need('callerId')),
    hints: readHints(from.get('hints')),
    ...maybe('pacing', from, readPacing),
    ...maybe('mailbox', from, readMailbox),
    ...maybe('practice', from, readPractice),
    ...maybe('care', from, readCare),
    ...maybe('helpContact', from, readHelpContact),
    guide: readGuide(from.need('guide'), purpose),
    offers: readOffers(from.need('offers'), period.until),
    newsletters: from.get('newsletters') === undefined ? [] : readNewsletters(from.get('newsletters')),
    localContacts:
      from.get('localContacts') === undefined ? [] : readLocalContacts(from.get('localContacts')),
    ...maybe('pledge', from, readPledge),
    ...maybe('shifts', from, (it) => readShifts(it, period)),
  };
}

const STATES: readonly [GermanState, ...GermanState[]] = [
  ...(['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV'] as const),
  ...(['NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const),
];
const PURPOSES: readonly [Purpose, ...Purpose[]] = [
  ...(['welcome', 'participation', 'event', 'survey-internal', 'data-check'] as const),
  ...(['donation', 'advertising', 'non-member'] as const),
];
const NEEDS_CONSENT: readonly Purpose[] = ['donation', 'advertising', 'non-member'];

// § 7 (2) UWG, DOMAIN L1: these need a recorded consent of each person, and there are no such records yet.
function readPurpose(spot: Spot | undefined): Purpose {
  const purpose = choice(spot, PURPOSES);
  if (spot !== undefined && NEEDS_CONSENT.includes(purpose)) problem(spot, 'needs-consent', { purpose });
  return purpose;
}

/** DOMAIN 3.1: a call to a member about the membership; printed in the record of processing (Art. 30 GDPR). */
const USUAL_BASIS = 'Art. 6 Abs. 1 lit. b und f, Art. 9 Abs. 2 lit. d DSGVO';

function readLegalBasis(spot: Spot | undefined): string {
  return spot === undefined ? USUAL_BASIS : text(spot, 300);
}

function readTimezone(spot: Spot | undefined): string {
  if (spot === undefined) return 'Europe/Berlin';
  const timezone = text(spot, 60);
  try {
    localTime(0, timezone);
  } catch {
    // Temporal throws a RangeError for a name it does not know; that is the question asked here.
    if (timezone !== '') problem(spot, 'unknown-timezone');
  }
  return timezone;
}

function readPeriod(spot: Spot | undefined): Campaign['period'] {
  const from = fields(spot, ['from', 'until']);
  const before = from.get('until');
  const period = { from: date(from.need('from')), until: date(from.need('until')) };
  if (before === undefined || !isIsoDate(period.from) || !isIsoDate(period.until)) return period;
  if (period.until < period.from) problem(before, 'period-backwards');
  else if (addDays(period.from, MOST_DAYS) <= period.until)
    problem(before, 'period-too-long', { most: MOST_DAYS });
  return period;
}

function readClosedDays(spot: Spot | undefined): string[] {
  const closed = fields(spot, ['closed']).get('closed');
  return oneOrMore(closed).map(date);
}

/** Whoever wants the sound looked at says so. */
function readHints(spot: Spot | undefined): Hints {
  const sound = fields(spot, ['sound']).get('sound');
  return { sound: sound !== undefined && flag(sound) };
}

/** DOMAIN L17: off unless the file says so. */
function readMailbox(spot: Spot): NonNullable<Campaign['mailbox']> {
  const message = fields(spot, ['message']).get('message');
  return { message: message !== undefined && flag(message) };
}

/** DOMAIN 8.1: nobody has to, unless the file says so. */
function readPractice(spot: Spot): NonNullable<Campaign['practice']> {
  const required = fields(spot, ['required']).get('required');
  return { required: required !== undefined && flag(required) };
}

/** Nobody is counted one by one, unless the organisation says so. */
function readCare(spot: Spot): NonNullable<Campaign['care']> {
  const figures = fields(spot, ['figuresPerPerson']).get('figuresPerPerson');
  return { figuresPerPerson: figures !== undefined && flag(figures) };
}

function readShownNumber(spot: Spot | undefined): E164 {
  const written = text(spot, 40);
  const shown = readCallerId(written);
  if ('number' in shown) return shown.number;
  if (spot !== undefined && written !== '') problem(spot, `caller-id-${shown.refused}`);
  return '' as E164; // A stand-in: with the problem reported just now, nobody reads it.
}

// Hours, period and holidays can each be right and still leave no day on which anybody may be called.
function checkOpenings(from: Fields, campaign: Campaign): void {
  const hours = from.get('hours');
  if (hours !== undefined && openings(campaign).length === 0) problem(hours, 'no-opening');
}
