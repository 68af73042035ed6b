import { dialWindow, openings } from '../core/calendar/dial-window.ts';
import { instantOf, localTime } from '../core/calendar/local-time.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { HOUR, type Instant } from '../core/instant.ts';
import { doneAt } from '../core/report/done-at.ts';
import { campaignSummary } from './campaign-summary.ts';
import { speakingShift } from './choose-way.ts';
import { pacingView } from './pacing-view.ts';
import type { CampaignRow } from './ports.ts';
import type { ShiftRow } from './shift-store.ts';
import type { BoardFacts, PeopleCount, Place } from './view-store.ts';
import type { Voice } from './voice.ts';
import { isStillToCall, missingReasons, sumOf } from './waiting-view.ts';
import type { BoardView, Stuck } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** How a campaign stands: what the organiser's screen shows, read in two statements. */
export async function boardView(
  parts: Pick<WorkplaceParts, 'views' | 'store' | 'clock' | 'line' | 'voice'>,
  row: CampaignRow,
): Promise<BoardView> {
  const { views, clock, line, voice } = parts;
  const now = clock.now();
  const { campaign } = row;
  const { timezone } = campaign;
  const dayFrom = midnightOf(row, now);
  const people = await views.people(row.id, now);
  const facts = await views.board(row.id, { now, dayFrom, timezone });
  const opening = openingAt(row, now);
  return {
    campaign: campaignSummary(row, now),
    now,
    speed: line.speed(),
    ...opening,
    stuck: stuckOf({ row, line, voice, facts, people, now, isOpen: opening.isOpen }),
    pacing: await pacingView(parts, row, facts.callers.filter((it) => isByTrunk(it, voice)).length),
    people: placesOf(people),
    doneAt: row.state === 'running' ? doneOf(campaign, { people, facts, now, dayFrom }) : null,
    callers: facts.callers
      .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
      .map(({ way, ...it }) => ({ ...it, voice: voiceOf({ id: it.shiftId, way }, voice) })),
    missing: missingReasons(people.filter((it) => it.place !== 'reached' && it.place !== 'outOfDate')),
    numbers: facts.numbers,
    promises: {
      open: facts.promises.open,
      overdue: facts.promises.overdue,
      next: facts.promises.next.map(({ givenName, familyName, ...it }) => ({
        ...it,
        name: nameOf({ givenName, familyName }),
        isOverdue: it.untilAt < now,
      })),
    },
    hours: hoursOf(campaign, facts, now, dayFrom),
  };
}

/** When the day of `now` began where the campaign is. */
export function midnightOf({ campaign: { timezone } }: CampaignRow, now: Instant): Instant {
  return instantOf(localTime(now, timezone).date, 0, timezone);
}

export function nameOf(person: { readonly givenName: string | null; readonly familyName: string | null }) {
  return [person.givenName, person.familyName].filter((it) => it !== null && it !== '').join(' ');
}

function openingAt({ campaign, state }: CampaignRow, now: Instant): Pick<BoardView, 'isOpen' | 'turnsAt'> {
  if (state === 'closed') return { isOpen: false, turnsAt: null };
  const window = dialWindow(campaign, null, now);
  if (!window.open) return { isOpen: false, turnsAt: window.opensAt };
  return { isOpen: state === 'running', turnsAt: window.closesAt };
}

function isByTrunk({ shiftId, way }: BoardFacts['callers'][number], voice: Voice): boolean {
  return speakingShift({ id: shiftId, way }, voice).way !== 'own';
}

function voiceOf(shift: Pick<ShiftRow, 'id' | 'way'>, voice: Voice): BoardView['callers'][number]['voice'] {
  const speaking = speakingShift(shift, voice);
  const figures = voice.qualityOf(shift.id);
  return {
    way: speaking.way,
    line: voice.lineOf(speaking),
    quality: figures && {
      ...{ lossHere: figures.lossHere, lossThere: figures.lossThere },
      ...{ jitterMs: figures.jitterMs, roundTripMs: figures.roundTripMs },
    },
  };
}

/** The one thing that hangs, the gravest first: without a line or a dialler nothing else matters. */
function stuckOf(it: {
  readonly row: CampaignRow;
  readonly line: WorkplaceParts['line'];
  readonly voice: Voice;
  readonly facts: BoardFacts;
  readonly people: readonly PeopleCount[];
  readonly now: Instant;
  readonly isOpen: boolean;
}): Stuck | null {
  const { row, line, voice, facts, now } = it;
  const { alarm, promises } = facts;
  if (row.state !== 'running') return null;
  if (!line.hasTrunk() && !voice.ways.includes('own')) return { kind: 'no-trunk' };
  if (!line.hasDialler(row.id)) return { kind: 'no-dialler' };
  if (alarm !== null && alarm.pausedUntil > now)
    return { kind: 'trunk-rests', alarm: alarm.kind, until: alarm.pausedUntil };
  if (!it.isOpen) return null;
  if (promises.left > 0)
    return {
      kind: 'promises-overdue',
      promises: promises.left,
      callers: promises.leftBy.toSorted((a, b) => a.localeCompare(b, 'de')),
    };
  const due = placesOf(it.people).now;
  return due > 0 && facts.callers.length === 0 ? { kind: 'nobody-on-shift', due } : null;
}

function placesOf(people: readonly PeopleCount[]): BoardView['people'] {
  const of = (place: Place) => sumOf(people.filter((it) => it.place === place));
  return {
    all: sumOf(people),
    ...{ reached: of('reached'), outOfDate: of('outOfDate'), closed: of('closed') },
    ...{ now: of('now'), promised: of('promised'), later: of('later') },
  };
}

function doneOf(
  campaign: Campaign,
  it: { people: readonly PeopleCount[]; facts: BoardFacts; now: Instant; dayFrom: Instant },
): Instant | null {
  const left = it.people.filter(isStillToCall);
  const due = left.flatMap(({ lastAt }) => lastAt ?? []);
  return doneAt({
    openings: openings(campaign),
    dayFrom: it.dayFrom,
    now: it.now,
    calledToday: it.facts.peopleToday,
    left: sumOf(left),
    lastDueAt: due.length === 0 ? null : Math.max(...due),
  });
}

/** The hours of today's openings that have begun, also those without a call, and any other hour with one. */
function hoursOf(campaign: Campaign, facts: BoardFacts, now: Instant, dayFrom: Instant): BoardView['hours'] {
  const found = new Map(facts.hours.map((it) => [it.hour, it]));
  for (const { fromAt, untilAt } of openings(campaign)) {
    if (fromAt < dayFrom || fromAt > now) continue;
    for (let at = fromAt; at < Math.min(untilAt, now + 1); at += HOUR) {
      const hour = Math.floor(localTime(at, campaign.timezone).minute / 60);
      if (!found.has(hour)) found.set(hour, { hour, calls: 0, conversations: 0 });
    }
  }
  return [...found.values()].sort((a, b) => a.hour - b.hour);
}
