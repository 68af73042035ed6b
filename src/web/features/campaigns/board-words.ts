import type { BoardView } from '../../../protocol/views.ts';
import type { MessageId } from '../../../texts/texts.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { type Moment, sayClock, sayWhen } from './say-when.ts';

export interface BoardHead {
  readonly title: string;
  readonly lead: string;
}

/** How things are, in one sentence, and what comes next, in one or two. */
export function boardHead(view: BoardView, texts: Texts): BoardHead {
  const { say } = texts;
  switch (boardPhase(view)) {
    case 'closed':
      return { title: say('board.head.closed'), lead: say('board.lead.report') };
    case 'over':
      return { title: say('board.head.over'), lead: say('board.lead.report') };
    case 'before':
      return { title: say('board.head.before'), lead: whenItTurns(view, 'board.lead.begins', texts) };
    case 'closed-hours':
      return { title: say('board.head.closed-hours'), lead: whenItTurns(view, 'board.lead.goes-on', texts) };
    case 'nobody-left':
      return { title: say('board.head.nobody-left'), lead: say('board.lead.nobody-left') };
    case 'stands':
      return { title: say('board.head.stands'), lead: untilAndDone(view, texts) };
    case 'nobody-here':
      return {
        title: say('board.head.nobody-here'),
        // Where people wait for a call the broken wire says so.
        lead:
          view.stuck?.kind === 'nobody-on-shift'
            ? untilAndDone(view, texts)
            : say('board.lead.invite', { people: view.people.now }),
      };
    case 'running':
      return { title: running(view, texts), lead: untilAndDone(view, texts) };
  }
}

export type BoardPhase =
  | 'closed'
  | 'over'
  | 'before'
  | 'closed-hours'
  | 'nobody-left'
  | 'stands'
  | 'nobody-here'
  | 'running';

export function boardPhase({
  campaign,
  isOpen,
  turnsAt,
  stuck,
  people,
  callers,
  now,
}: BoardView): BoardPhase {
  if (campaign.state === 'closed') return 'closed';
  if (!isOpen && turnsAt === null) return 'over';
  if (!isOpen) return hasBegun(campaign, now) ? 'closed-hours' : 'before';
  if (people.all > 0 && people.now + people.promised + people.later === 0) return 'nobody-left';
  if (stuck !== null && (stuck.kind === 'trunk-rests' || stuck.kind.startsWith('no-'))) return 'stands';
  return callers.length === 0 ? 'nobody-here' : 'running';
}

function hasBegun({ state, period, timezone }: BoardView['campaign'], now: number): boolean {
  const today = new Intl.DateTimeFormat('sv', { timeZone: timezone }).format(now);
  return state === 'running' && today >= period.from;
}

function running({ callers }: BoardView, { say }: Texts): string {
  const talking = callers.filter((it) => it.state === 'talking').length;
  return say('board.head.talking', { callers: callers.length, talking });
}

function whenItTurns(view: BoardView, id: MessageId, texts: Texts): string {
  return view.turnsAt === null ? '' : texts.say(id, { when: sayWhen(momentOf(view, view.turnsAt), texts) });
}

function untilAndDone(view: BoardView, texts: Texts): string {
  const { say } = texts;
  const { turnsAt, doneAt } = view;
  const until =
    turnsAt === null ? [] : [say('board.lead.until', { time: sayClock(momentOf(view, turnsAt), texts) })];
  const done =
    doneAt === null
      ? say('board.lead.done-unknown')
      : say('board.lead.done', { when: sayWhen(momentOf(view, doneAt), texts) });
  return [...until, done].join(' ');
}

export function momentOf({ now, campaign }: BoardView, at: number): Moment {
  return { at, now, timezone: campaign.timezone };
}

/** What the one button of the broken wire does; null where no button can help. */
export type StuckAction = 'free-promises' | 'resume-trunk' | 'invite';

export interface StuckWords {
  readonly what: string;
  readonly why: string;
  readonly action: StuckAction | null;
}

/** The one thing that hangs, in words; null when nothing does, or when there is nothing to be done now. */
export function stuckWords(view: BoardView, texts: Texts): StuckWords | null {
  const { stuck } = view;
  const { say } = texts;
  if (stuck === null || isOver(view)) return null;
  switch (stuck.kind) {
    case 'promises-overdue':
      return {
        what: say('board.stuck.promises-overdue', { promises: stuck.promises }),
        why: whoseTheyAre(stuck, texts),
        action: 'free-promises',
      };
    case 'trunk-rests':
      return {
        what: say('board.stuck.trunk-rests', { until: sayUntil(view, stuck.until, texts) }),
        why: trunkWhy(stuck.alarm, texts),
        action: 'resume-trunk',
      };
    case 'no-trunk':
      return { what: say('board.stuck.no-trunk'), why: say('board.stuck.no-trunk-why'), action: null };
    case 'no-dialler':
      return { what: say('board.stuck.no-dialler'), why: say('board.stuck.no-dialler-why'), action: null };
    case 'nobody-on-shift':
      return {
        what: say('board.stuck.nobody', { due: stuck.due }),
        why: say('board.stuck.nobody-why'),
        action: 'invite',
      };
  }
}

function whoseTheyAre({ promises, callers }: { promises: number; callers: string[] }, texts: Texts): string {
  if (callers.length === 0) return texts.say('board.stuck.promises-why-busy');
  const names = new Intl.ListFormat(texts.locale, { type: 'conjunction' }).format(callers);
  // Pronouns are never guessed: the first name stands again.
  const first = callers[0]?.split(' ')[0] ?? '';
  return texts.say('board.stuck.promises-why', { promises, names, first, callers: callers.length });
}

function sayUntil(view: BoardView, until: number, texts: Texts): string {
  return texts.say('board.stuck.trunk-until', { time: sayClock(momentOf(view, until), texts) });
}

function trunkWhy(alarm: string, { say, sayAny }: Texts): string {
  const id = `board.stuck.trunk.${alarm}`;
  const known = sayAny(id);
  return known === id ? say('board.stuck.trunk.unknown') : known;
}

/** A reason of the queue as the end of a sentence whose beginning is the number of people. */
export function missingWords(reason: string, people: number, { sayAny }: Texts): string {
  const id = `board.missing.reason.${reason}`;
  const known = sayAny(id, { people });
  return known === id ? sayAny(`queue.reason.${reason}`) : known;
}

/** Nobody will be called any more. */
export function isOver(view: BoardView): boolean {
  const phase = boardPhase(view);
  return phase === 'closed' || phase === 'over';
}

/** The parts of the whole, in the order of the bar; what cannot be any more is left out. */
export function peopleParts(view: BoardView) {
  const { people } = view;
  const lasting: readonly string[] = isOver(view)
    ? ['reached', 'out-of-date']
    : ['reached', 'out-of-date', 'now', 'promised', 'later'];
  const parts = [
    { part: 'reached', fill: 'solid', count: people.reached },
    { part: 'out-of-date', fill: 'hatch', count: people.outOfDate },
    { part: 'now', fill: 'accent', count: people.now },
    { part: 'promised', fill: 'dots', count: people.promised },
    { part: 'later', fill: 'open', count: people.later },
    { part: 'closed', fill: 'closed', count: people.closed },
  ] as const;
  return parts.filter((it) => it.count > 0 || lasting.includes(it.part));
}

export type PeoplePart = ReturnType<typeof peopleParts>[number];

/** The height of each hour's calls, and of the conversations in it, in percent of the busiest hour. */
export function hourShares(hours: BoardView['hours']) {
  const most = Math.max(1, ...hours.map((it) => it.calls));
  return hours.map((it) => ({
    ...it,
    callsShare: (it.calls / most) * 100,
    /** Of this hour's own bar. */
    conversationsShare: it.calls === 0 ? 0 : (it.conversations / it.calls) * 100,
  }));
}
