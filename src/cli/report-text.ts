import type { ClosingReport, DayPartName } from '../core/report/closing-report.ts';
import { type BranchTable, mergeSmallCells, SMALLEST_CELL } from '../core/report/merge-small-cells.ts';
import type { Texts } from '../texts/texts.ts';
import { sayAnswer, sayColumn, sayNames, sayNumber, sayPeriod, sayShare } from './report-words.ts';
import { bars, LINE, wrap } from './text-layout.ts';

/**
 * The closing report for a terminal of 80 letters, in the words and the order of design/bericht.html.
 *
 * Safe to hand on: every share has its base in words, branches stand together where fewer than 5 people would show.
 */
export function reportText(report: ClosingReport, texts: Texts): string {
  const parts = [
    head(report, texts),
    findings(report, texts),
    groups(report, texts),
    integration(report, texts),
    results(report, texts),
    reception(report, texts),
    branches(report, texts),
    dayParts(report, texts),
    effort(report, texts),
    whoWasIn(report, texts),
    foot(report, texts),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function head({ title, unit, period }: ClosingReport, { say, locale }: Texts): string[] {
  const when = sayPeriod(period.from, period.until, locale);
  return [
    say('report.head').toUpperCase(),
    ...wrap(title),
    ...wrap(say('report.by', { unit, period: when })),
  ];
}

function findings(report: ClosingReport, texts: Texts): string[] {
  const { selected, called, reached, labels } = report;
  const isAll = called === selected && called > 0;
  const how = !isAll
    ? 'report.lead.called'
    : labels.isFirstContact
      ? 'report.lead.called-first'
      : 'report.lead.called-all';
  const lead = [
    texts.say(how, { called, selected }),
    ...(called === 0 ? [] : [texts.say('report.lead.reached', { reached })]),
  ];
  const found = sentences(report, texts).flatMap((it) => wrap(`- ${it}`, 2, 4));
  return [...wrap(lead.join(' ')), ...(found.length === 0 ? [] : ['', ...found])];
}

function sentences(report: ClosingReport, texts: Texts): string[] {
  const { called, selected, reached, answers, outOfDate, reception: received } = report;
  const said: string[] = [];
  for (const answer of ['integrated', 'wants-information', 'not-connected'] as const) {
    const count = answers.integration[answer] ?? 0;
    if (count > 0) said.push(texts.say(`report.finding.${answer}`, sayShare(count, called, 'called', texts)));
  }
  if (received.pleased > 0)
    said.push(texts.say('report.finding.pleased', sayShare(received.pleased, reached, 'reached', texts)));
  if (outOfDate > 0)
    said.push(texts.say('report.finding.out-of-date', sayShare(outOfDate, selected, 'selected', texts)));
  return said;
}

function groups(report: ClosingReport, texts: Texts): string[] {
  const { selected, outOfDateSuspected: numbers } = report;
  const rows = (['reached', 'neverReached', 'outOfDate'] as const).map((group) =>
    countRow(texts.say(`report.group.${group}`), report[group], texts),
  );
  const suspected = numbers === 0 ? [] : wrap(texts.say('report.group.suspected', { numbers }), 2);
  return section(texts.say('report.group.title'), [
    ...bars(rows),
    ...base(texts.say('report.group.base', { selected })),
    ...suspected,
  ]);
}

function integration(report: ClosingReport, texts: Texts): string[] {
  const { reached, labels } = report;
  const given = Object.entries(report.answers.integration).sort((a, b) => b[1] - a[1]);
  if (given.length === 0) return [];
  const silent = reached - given.reduce((sum, [, count]) => sum + count, 0);
  const rows = [...given.map(([answer, count]) => countRow(sayAnswer(answer, report, texts), count, texts))];
  if (silent > 0) rows.push(countRow(sayAnswer(null, report, texts), silent, texts));
  const { question } = labels;
  const of =
    question === null
      ? texts.say('report.integration.base-no-question', { reached })
      : texts.say('report.integration.base', { reached, question });
  return section(texts.say('report.integration.title'), [...bars(rows), ...base(of)]);
}

function results(report: ClosingReport, texts: Texts): string[] {
  const { callbacks, objections, localContact, newsletter, reached } = report;
  const rows: [number, string][] = [
    [localContact, texts.say('report.results.local-contact', { count: localContact })],
  ];
  for (const [id, count] of Object.entries(report.offers))
    rows.push([count, sayOffer(id, count, report, texts)]);
  rows.push([newsletter, texts.say('report.results.newsletter', { count: newsletter })]);
  for (const [id, count] of Object.entries(report.channels)) {
    rows.push([
      count,
      texts.say('report.results.channel', { count, title: report.labels.channels[id] ?? id }),
    ]);
  }
  if (callbacks.agreed > 0) rows.push([callbacks.kept, texts.say('report.results.callbacks', callbacks)]);
  if (objections > 0) rows.push([objections, texts.say('report.results.objections', { count: objections })]);
  const width = Math.max(...rows.map(([count]) => sayNumber(count, texts.locale).length)) + 2;
  const lines = rows.flatMap(([count, text]) => {
    const [first = '', ...more] = wrap(text, width + 2);
    return [`${sayNumber(count, texts.locale).padStart(width)}  ${first.trimStart()}`, ...more];
  });
  return section(texts.say('report.results.title'), [
    ...lines,
    ...base(texts.say('report.results.base', { reached })),
  ]);
}

function sayOffer(id: string, count: number, { labels }: ClosingReport, { say, locale }: Texts): string {
  const { title, date, until } = labels.offers[id] ?? { title: id, date: null, until: null };
  if (date === null) return say('report.results.offer', { count, title });
  return say('report.results.offer-dated', { count, title, when: sayPeriod(date, until ?? date, locale) });
}

function reception({ reception: received, reached }: ClosingReport, texts: Texts): string[] {
  const rated = received.pleased + received.neutral + received.disturbed;
  if (rated === 0) return [];
  const rows = (['pleased', 'neutral', 'disturbed'] as const).map((how) =>
    countRow(texts.say(`report.reception.${how}`), received[how], texts),
  );
  return section(texts.say('report.reception.title'), [
    ...bars(rows),
    ...base(texts.say('report.reception.base', { rated, reached })),
  ]);
}

function branches(report: ClosingReport, texts: Texts): string[] {
  const { say } = texts;
  const table = mergeSmallCells(report.byBranch);
  if (report.byBranch.length < 2) return [];
  const limit = SMALLEST_CELL;
  if (table.rows.length === 0)
    return section(say('report.branch.title'), wrap(say('report.branch.too-few', { limit }), 2));
  const together = Math.max(...table.rows.map((row) => row.branches.length));
  const columnsAreMerged = table.columns.some(
    (it) =>
      (it.kind === 'groups' && it.groups.length > 1) || (it.kind === 'answers' && it.answers.length > 1),
  );
  const notes = [say('report.branch.base')];
  if (together > 1) notes.push(say('report.branch.merged-rows', { count: together, limit }));
  if (columnsAreMerged) notes.push(say('report.branch.merged-columns', { limit }));
  return section(say('report.branch.title'), [
    ...branchTable(table, report, texts),
    ...base(notes.join(' ')),
  ]);
}

/** Many columns and 80 letters: each column has a letter, told above the table. */
function branchTable(table: BranchTable, report: ClosingReport, texts: Texts): string[] {
  const letters = table.columns.map((_, index) => String.fromCharCode('A'.charCodeAt(0) + index));
  const legend = table.columns.flatMap((it, index) =>
    wrap(`${letters[index]}  ${sayColumn(it, report, texts)}`, 2, 5),
  );
  const width = Math.max(...table.total.map((count) => sayNumber(count, texts.locale).length)) + 2;
  const nameWidth = Math.max(16, LINE - 2 - width * table.columns.length);
  const line = (name: string, cells: readonly string[]) => {
    const [first = '', ...more] = wrap(name, 0, 2, Math.min(nameWidth, 40));
    const padded = first.padEnd(Math.min(nameWidth, 40));
    return [`  ${padded}${cells.map((it) => it.padStart(width)).join('')}`, ...more.map((it) => `  ${it}`)];
  };
  const numbers = (cells: readonly number[]) => cells.map((it) => sayNumber(it, texts.locale));
  return [
    ...legend,
    '',
    ...line(texts.say('report.branch.name'), letters),
    ...table.rows.flatMap((row) => line(sayNames(row.branches, texts.locale), numbers(row.cells))),
    ...line(texts.say('report.branch.total'), numbers(table.total)),
  ];
}

function dayParts(report: ClosingReport, texts: Texts): string[] {
  const { say } = texts;
  // The keys of the record are its type.
  const used = (Object.keys(report.byDayPart) as DayPartName[]).filter(
    (it) => report.byDayPart[it].attempts > 0,
  );
  if (used.length === 0) return [];
  const rows = used.map((part) => {
    const counts = report.byDayPart[part];
    return {
      label: say(`report.part.${part}`),
      length: shareOf(counts),
      value: say('report.part.value', counts),
    };
  });
  const { attempts, conversations } = report;
  return section(say('report.part.title'), [
    ...bestPart(used, report, texts),
    ...bars(rows),
    ...base(say('report.part.base', { attempts, conversations })),
  ]);
}

function bestPart(used: readonly DayPartName[], { byDayPart }: ClosingReport, texts: Texts): string[] {
  const [best, second] = [...used].sort((a, b) => shareOf(byDayPart[b]) - shareOf(byDayPart[a]));
  if (best === undefined || second === undefined || shareOf(byDayPart[best]) === shareOf(byDayPart[second]))
    return [];
  const { attempts, conversations } = byDayPart[best];
  const when = texts.say(`report.part.best.${best}`);
  const share = sayShare(conversations, attempts, 'calls', texts);
  return [...wrap(texts.say('report.part.finding', { when, ...share })), ''];
}

function shareOf(counts: { readonly attempts: number; readonly conversations: number }): number {
  return counts.conversations / counts.attempts;
}

function effort({ effort: it, abandoned, conversations }: ClosingReport, { say, locale }: Texts): string[] {
  const said = [
    say('report.effort.hours', { callers: it.callers, hours: sayNumber(it.callerHours, locale) }),
  ];
  if (it.conversationsPerHour !== null && it.attemptsPerConversation !== null) {
    const perHour = sayNumber(it.conversationsPerHour, locale);
    said.push(
      say('report.effort.rates', { perHour, perConversation: sayNumber(it.attemptsPerConversation, locale) }),
    );
  }
  if (it.utilisation !== null)
    said.push(say('report.effort.utilisation', { percent: Math.round(it.utilisation * 100) }));
  if (conversations > 0) said.push(say('report.effort.abandoned', { count: abandoned }));
  return section(say('report.effort.title'), wrap(said.join(' ')));
}

function whoWasIn(report: ClosingReport, texts: Texts): string[] {
  const { say, sayAny, locale } = texts;
  const { dataRows, distinctMembers: members, duplicateRows: duplicates, selected } = report;
  const reasons = Object.entries(report.excludedBy).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const excluded = reasons.reduce((sum, [, count]) => sum + count, 0);
  const said = [say('report.import.selected', { selected, excluded })];
  if (dataRows > 0) said.unshift(say('report.import.rows', { dataRows, members, duplicates }));
  const rows = reasons.map(
    ([reason, count]) => `${sayNumber(count, locale).padStart(9)}  ${sayAny(`selection.reason.${reason}`)}`,
  );
  return section(say('report.import.title'), [...said.flatMap((it) => wrap(it)), ...rows]);
}

function foot({ madeAt, guideVersions, labels }: ClosingReport, { say, locale }: Texts): string[] {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: labels.timezone }).format(
    Date.parse(madeAt),
  );
  return wrap(
    say('report.foot', {
      date,
      versions: guideVersions.length,
      list: sayNames(guideVersions.map(String), locale),
    }),
  );
}

function countRow(label: string, count: number, { locale }: Texts) {
  return { label, length: count, value: sayNumber(count, locale) };
}

function section(title: string, lines: readonly string[]): string[] {
  return [title, '-'.repeat(title.length), ...lines];
}

/** What the figures above are of. */
function base(text: string): string[] {
  return wrap(text, 2);
}
