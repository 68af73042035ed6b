import { type CampaignFile, readCampaignFile } from '../app/campaign-file.ts';
import { AppError } from '../core/app-error.ts';
import { MESSAGE_SECONDS } from '../core/audio/telephone-message.ts';
import { SAMPLE_RATE } from '../core/audio/wav.ts';
import { openings } from '../core/calendar/dial-window.ts';
import { holidayOn } from '../core/calendar/holidays.ts';
import { addDays } from '../core/calendar/local-time.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { CampaignProblem } from '../core/campaign/campaign-problem.ts';
import type { QuickForecast } from '../core/forecast/quick-forecast.ts';
import { HOUR } from '../core/instant.ts';
import { groupDigits } from '../core/numbers/group-digits.ts';
import { callsAhead } from '../core/pacing/mode-now.ts';
import type { Texts } from '../texts/texts.ts';
import { sayDate, sayHours, saySelection } from './campaign-words.ts';

/**
 * `draht campaign check FILE`: each problem as `FILE:LINE:COLUMN: place: sentence`, or what the campaign will do.
 *
 * @returns the exit code: 0 good, 1 with problems.
 * @throws AppError `campaign.error.unreadable` when the file cannot be read.
 */
export async function campaignCheck(input: {
  readonly path: string;
  readonly readFile: (path: string) => Promise<string>;
  /** Bytes of what the file names; null: there is no such file beside it. */
  readonly readBeside: (name: string) => Promise<Uint8Array | null>;
  readonly print: (line: string) => void;
  readonly texts: Texts;
  /** What callers come to in an hour; absent: nothing is said of it. */
  readonly forecast?: (campaign: Campaign) => QuickForecast;
}): Promise<0 | 1> {
  const { path, print, texts, forecast } = input;
  const result = await readCampaignFile(await contentOf(path, input.readFile), input.readBeside);
  if ('campaign' in result) {
    for (const line of summary(result, texts)) print(line);
    for (const line of messageToRecord(result, texts)) print(line);
    if (forecast !== undefined) {
      print('');
      print(sayForecast(forecast(result.campaign), SOME_PEOPLE, texts));
    }
    return 0;
  }
  for (const problem of result.problems) print(`${path}:${sayProblem(problem, texts)}`);
  print('');
  print(texts.say('campaign.check.problems', { count: result.problems.length }));
  return 1;
}

/** A check knows no list. */
const SOME_PEOPLE = 500;

/** How soon so many people are called once, and how many conversations that makes. */
export function sayForecast(
  { callers, callsPerHour, conversationsPerHour }: QuickForecast,
  people: number,
  { say }: Texts,
): string {
  const hours = Math.max(0.1, Math.round((people / callsPerHour) * 10) / 10);
  const conversations = Math.round(conversationsPerHour / 5) * 5;
  return say('campaign.check.forecast', { callers, conversations, people, hours });
}

/** `12:3: limits.triesPerDay: At most 3 …`, for the command line and for wherever else a file is checked. */
export function sayProblem(problem: CampaignProblem, texts: Texts): string {
  const sentence = texts.say(`campaign.problem.${problem.code}`, problem.values);
  const place = problem.path === '' ? '' : `${problem.path}: `;
  return `${problem.line}:${problem.column}: ${place}${sentence}`;
}

async function contentOf(path: string, readFile: (path: string) => Promise<string>): Promise<string> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError('campaign.error.unreadable', { path }, { cause });
  }
}

/** Where calls go out ahead and the campaign has no message of its own: what to say in one, to be read out. */
function messageToRecord({ campaign, message }: CampaignFile, { say }: Texts): string[] {
  const { unit, callerId, pacing } = campaign;
  if (message !== null || !callsAhead(pacing?.mode ?? 'progressive')) return [];
  const words = say('campaign.check.message-words', { unit, number: groupDigits(callerId) });
  return ['', say('campaign.check.message-none', MESSAGE_SECONDS), '', `  ${words}`];
}

function summary({ campaign, message }: CampaignFile, texts: Texts): string[] {
  const rows = [
    ...whatAndWhen(campaign, texts),
    ...howOften(campaign, texts),
    ...whatIsSaid(campaign, texts),
    ...whatIsHeard(message, texts),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    texts.say('campaign.check.good'),
    '',
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
  ];
}

type Row = readonly [label: string, value: string];

function whatAndWhen(campaign: Campaign, { say, locale }: Texts): Row[] {
  const open = openings(campaign);
  const hours = open.reduce((sum, it) => sum + (it.untilAt - it.fromAt) / HOUR, 0);
  const from = sayDate(campaign.period.from, locale);
  const until = sayDate(campaign.period.until, locale);
  const closed = closedByHoliday(campaign).map((date) => sayDate(date, locale));
  return [
    [say('campaign.check.title'), `${campaign.title} (${campaign.key})`],
    [say('campaign.check.unit'), campaign.unit],
    [say('campaign.check.purpose'), say(`campaign.purpose.${campaign.purpose}`)],
    [say('campaign.check.legal-basis'), campaign.legalBasis],
    [say('campaign.check.period'), say('campaign.check.from-until', { from, until })],
    [say('campaign.check.hours'), sayHours(campaign.hours, locale)],
    ['', say('campaign.check.openings', { count: open.length, hours: Math.round(hours) })],
    ...(closed.length === 0 ? [] : [[say('campaign.check.holidays'), closed.join('; ')] as const]),
    [say('campaign.check.selection'), saySelection(campaign.selection, { say, locale })],
  ];
}

/** Days with calling hours that a public holiday of the campaign's state closes. */
function closedByHoliday(campaign: Campaign): string[] {
  const days: string[] = [];
  for (let date = campaign.period.from; date <= campaign.period.until; date = addDays(date, 1))
    if (holidayOn(date, [campaign.state]) !== null) days.push(date);
  return days;
}

function howOften({ limits, callerId }: Campaign, { say }: Texts): Row[] {
  const { triesPerDay: day, triesPerWeek: week, triesInAll: all, hardTriesPerDay: most } = limits;
  return [
    [say('campaign.check.tries'), say('campaign.check.tries-value', { day, week, all, most })],
    [say('campaign.check.gap'), say('campaign.check.gap-value', { minutes: limits.minGapMinutes })],
    [say('campaign.check.ring'), say('campaign.check.ring-value', { seconds: limits.ringSeconds })],
    [say('campaign.check.caller-id'), callerId],
  ];
}

function whatIsHeard(message: Uint8Array | null, { say }: Texts): Row[] {
  if (message === null) return [];
  const seconds = Math.round(message.length / SAMPLE_RATE);
  return [[say('campaign.check.message'), say('campaign.check.message-value', { seconds })]];
}

function whatIsSaid(campaign: Campaign, { say, locale }: Texts): Row[] {
  const questions = campaign.guide.steps.flatMap((step) => step.questions).length;
  const { steps, moments, version } = campaign.guide;
  const offers = campaign.offers.map(({ title, date, place }) => {
    const details = [date === undefined ? '' : sayDate(date, locale), place ?? ''].filter((it) => it !== '');
    return details.length === 0 ? title : `${title} (${details.join(', ')})`;
  });
  const guide = { version, steps: steps.length, questions, moments: moments.length };
  return [
    [say('campaign.check.guide'), say('campaign.check.guide-value', guide)],
    [say('campaign.check.offers'), offers.join('; ')],
    [say('campaign.check.newsletters'), campaign.newsletters.map((it) => it.title).join('; ') || '–'],
    [say('campaign.check.contacts'), String(campaign.localContacts.length)],
    [
      say('campaign.check.pledge'),
      say('campaign.check.pledge-value', { version: campaign.pledge?.version ?? 0 }),
    ],
    [say('campaign.check.shifts'), String(campaign.shifts?.length ?? 0)],
    ...(campaign.practice?.required
      ? [[say('campaign.check.practice'), say('campaign.check.practice-required')] as const]
      : []),
    ...(campaign.hints.sound
      ? [[say('campaign.check.hints'), say('campaign.check.hints-sound')] as const]
      : []),
  ];
}
