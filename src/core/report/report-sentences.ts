import type { ClosingReport, DayPartName } from './closing-report.ts';
import { type BranchTable, SMALLEST_CELL } from './merge-small-cells.ts';
import { type Speaker, sayNames, sayNumber, sayPeriod, sayShare } from './report-words.ts';

/** One number and what it counts. */
export interface CountedSentence {
  readonly key: string;
  readonly count: number;
  readonly sentence: string;
}

/** What the campaign was in one or two sentences: how many were called, with how many a talk took place. */
export function leadSentences(
  { called, selected, reached, labels }: ClosingReport,
  { sayAny }: Speaker,
): string[] {
  const isAll = called === selected && called > 0;
  const how = !isAll
    ? 'report.lead.called'
    : labels.isFirstContact
      ? 'report.lead.called-first'
      : 'report.lead.called-all';
  return [
    sayAny(how, { called, selected }),
    ...(called === 0 ? [] : [sayAny('report.lead.reached', { reached })]),
  ];
}

/** What was found, each a share with its base in words; a share of nobody is not told. */
export function findingSentences(report: ClosingReport, texts: Speaker): string[] {
  const { called, selected, reached, answers, outOfDate, reception: received } = report;
  const said: string[] = [];
  for (const answer of ['integrated', 'wants-information', 'not-connected'] as const) {
    const count = answers.integration[answer] ?? 0;
    if (count > 0)
      said.push(texts.sayAny(`report.finding.${answer}`, sayShare(count, called, 'called', texts)));
  }
  if (received.pleased > 0)
    said.push(texts.sayAny('report.finding.pleased', sayShare(received.pleased, reached, 'reached', texts)));
  if (outOfDate > 0)
    said.push(texts.sayAny('report.finding.out-of-date', sayShare(outOfDate, selected, 'selected', texts)));
  return said;
}

/** What comes of it: local contacts, offers, newsletter, channels, callbacks, objections. */
export function resultSentences(report: ClosingReport, texts: Speaker): CountedSentence[] {
  const { callbacks, objections, localContact, newsletter } = report;
  const counted = (key: string, count: number): CountedSentence => ({
    ...{ key, count },
    sentence: texts.sayAny(`report.results.${key}`, { count }),
  });
  const channels = Object.entries(report.channels).map(([id, count]) => ({
    ...{ key: `channel-${id}`, count },
    sentence: texts.sayAny('report.results.channel', { count, title: report.labels.channels[id] ?? id }),
  }));
  const kept = {
    ...{ key: 'callbacks', count: callbacks.kept },
    sentence: texts.sayAny('report.results.callbacks', callbacks),
  };
  return [
    counted('local-contact', localContact),
    ...Object.entries(report.offers).map(([id, count]) => offerSentence(id, count, report, texts)),
    counted('newsletter', newsletter),
    ...channels,
    ...(callbacks.agreed > 0 ? [kept] : []),
    ...(objections > 0 ? [counted('objections', objections)] : []),
  ];
}

function offerSentence(
  id: string,
  count: number,
  { labels }: ClosingReport,
  { sayAny, locale }: Speaker,
): CountedSentence {
  const { title, date, until } = labels.offers[id] ?? { title: id, date: null, until: null };
  const key = `offer-${id}`;
  if (date === null) return { key, count, sentence: sayAny('report.results.offer', { count, title }) };
  const when = sayPeriod(date, until ?? date, locale);
  return { key, count, sentence: sayAny('report.results.offer-dated', { count, title, when }) };
}

/** Why branches or columns stand together; the first sentence says what a row counts. */
export function branchNotes(table: BranchTable, { sayAny }: Speaker): string[] {
  const together = Math.max(...table.rows.map((row) => row.branches.length));
  const columnsAreMerged = table.columns.some(
    (it) =>
      (it.kind === 'groups' && it.groups.length > 1) || (it.kind === 'answers' && it.answers.length > 1),
  );
  const limit = SMALLEST_CELL;
  const notes = [sayAny('report.branch.base')];
  if (together > 1) notes.push(sayAny('report.branch.merged-rows', { count: together, limit }));
  if (columnsAreMerged) notes.push(sayAny('report.branch.merged-columns', { limit }));
  return notes;
}

/** Parts of the day in which anybody was called, as the week has them. */
export function dayPartsInUse({ byDayPart }: ClosingReport): DayPartName[] {
  // The keys of the record are its type.
  return (Object.keys(byDayPart) as DayPartName[]).filter((it) => byDayPart[it].attempts > 0);
}

/** Conversations of all calls, 0 to 1. */
export function successOf(counts: { readonly attempts: number; readonly conversations: number }): number {
  return counts.conversations / counts.attempts;
}

/** When a call succeeds best; null where no part of the day is better than all others. */
export function bestPartSentence(report: ClosingReport, texts: Speaker): string | null {
  const { byDayPart } = report;
  const success = (part: DayPartName) => successOf(byDayPart[part]);
  const [best, second] = dayPartsInUse(report).sort((a, b) => success(b) - success(a));
  if (best === undefined || second === undefined || success(best) === success(second)) return null;
  const { attempts, conversations } = byDayPart[best];
  const when = texts.sayAny(`report.part.best.${best}`);
  return texts.sayAny('report.part.finding', {
    when,
    ...sayShare(conversations, attempts, 'calls', texts),
  });
}

/** How much work it was. */
export function effortSentences(
  { effort: it, abandoned, conversations }: ClosingReport,
  { sayAny, locale }: Speaker,
): string[] {
  const said = [
    sayAny('report.effort.hours', { callers: it.callers, hours: sayNumber(it.callerHours, locale) }),
  ];
  if (it.conversationsPerHour !== null && it.attemptsPerConversation !== null) {
    const perHour = sayNumber(it.conversationsPerHour, locale);
    const perConversation = sayNumber(it.attemptsPerConversation, locale);
    said.push(sayAny('report.effort.rates', { perHour, perConversation }));
  }
  if (it.utilisation !== null)
    said.push(sayAny('report.effort.utilisation', { percent: Math.round(it.utilisation * 100) }));
  if (conversations > 0) said.push(sayAny('report.effort.abandoned', { count: abandoned }));
  return said;
}

/** What was practised and what the team found by it; empty where nobody practised. */
export function practiceSentences({ practice }: ClosingReport, { sayAny }: Speaker): string[] {
  if (practice === undefined) return [];
  const { partner, alone, ready, findings } = practice;
  return [
    ...(partner + alone === 0 ? [] : [sayAny('report.practice.counts', { partner, alone, ready })]),
    ...findings.map(({ guideVersion: version, text, change }) =>
      change === ''
        ? sayAny('report.practice.finding', { text, version })
        : sayAny('report.practice.finding-change', { text, change, version }),
    ),
  ];
}

/** Why people of the list were left out, the most first. */
export function exclusionSentences({ excludedBy }: ClosingReport, { sayAny }: Speaker): CountedSentence[] {
  const reasons = Object.entries(excludedBy).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return reasons.map(([key, count]) => ({ key, count, sentence: sayAny(`selection.reason.${key}`) }));
}

/** The list and the selection from it. */
export function selectionSentences(report: ClosingReport, { sayAny }: Speaker): string[] {
  const { dataRows, distinctMembers: members, duplicateRows: duplicates, selected } = report;
  const excluded = Object.values(report.excludedBy).reduce((sum, count) => sum + count, 0);
  const said = [sayAny('report.import.selected', { selected, excluded })];
  if (dataRows > 0) said.unshift(sayAny('report.import.rows', { dataRows, members, duplicates }));
  return said;
}

/** When and with which guide it was made. */
export function footSentence(
  { madeAt, guideVersions, labels }: ClosingReport,
  { sayAny, locale }: Speaker,
): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: labels.timezone }).format(
    Date.parse(madeAt),
  );
  const list = sayNames(guideVersions.map(String), locale);
  return sayAny('report.foot', { date, versions: guideVersions.length, list });
}
