import type { ClosingReport } from '../core/report/closing-report.ts';
import { type BranchTable, mergeSmallCells, SMALLEST_CELL } from '../core/report/merge-small-cells.ts';
import {
  bestPartSentence,
  branchNotes,
  dayPartsInUse,
  effortSentences,
  exclusionSentences,
  findingSentences,
  footSentence,
  leadSentences,
  practiceSentences,
  resultSentences,
  selectionSentences,
  successOf,
} from '../core/report/report-sentences.ts';
import { sayAnswer, sayColumn, sayNames, sayNumber, sayPeriod } from '../core/report/report-words.ts';
import type { Texts } from '../texts/texts.ts';

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
    practice(report, texts),
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
  const found = findingSentences(report, texts).flatMap((it) => wrap(`- ${it}`, 2, 4));
  const lead = wrap(leadSentences(report, texts).join(' '));
  return [...lead, ...(found.length === 0 ? [] : ['', ...found])];
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
  const rows = resultSentences(report, texts);
  const width = Math.max(...rows.map(({ count }) => sayNumber(count, texts.locale).length)) + 2;
  const lines = rows.flatMap(({ count, sentence }) => {
    const [first = '', ...more] = wrap(sentence, width + 2);
    return [`${sayNumber(count, texts.locale).padStart(width)}  ${first.trimStart()}`, ...more];
  });
  return section(texts.say('report.results.title'), [
    ...lines,
    ...base(texts.say('report.results.base', { reached: report.reached })),
  ]);
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
  if (table.rows.length === 0)
    return section(
      say('report.branch.title'),
      wrap(say('report.branch.too-few', { limit: SMALLEST_CELL }), 2),
    );
  return section(say('report.branch.title'), [
    ...branchTable(table, report, texts),
    ...base(branchNotes(table, texts).join(' ')),
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
  const rows = dayPartsInUse(report).map((part) => {
    const counts = report.byDayPart[part];
    return {
      label: say(`report.part.${part}`),
      length: successOf(counts),
      value: say('report.part.value', counts),
    };
  });
  if (rows.length === 0) return [];
  const { attempts, conversations } = report;
  const best = bestPartSentence(report, texts);
  return section(say('report.part.title'), [
    ...(best === null ? [] : [...wrap(best), '']),
    ...bars(rows),
    ...base(say('report.part.base', { attempts, conversations })),
  ]);
}

function effort(report: ClosingReport, texts: Texts): string[] {
  return section(texts.say('report.effort.title'), wrap(effortSentences(report, texts).join(' ')));
}

function practice(report: ClosingReport, texts: Texts): string[] {
  const said = practiceSentences(report, texts);
  if (said.length === 0) return [];
  return section(
    texts.say('report.practice.title'),
    said.flatMap((it) => wrap(`- ${it}`, 2, 4)),
  );
}

function whoWasIn(report: ClosingReport, texts: Texts): string[] {
  const rows = exclusionSentences(report, texts).map(
    ({ count, sentence }) => `${sayNumber(count, texts.locale).padStart(9)}  ${sentence}`,
  );
  return section(texts.say('report.import.title'), [
    ...selectionSentences(report, texts).flatMap((it) => wrap(it)),
    ...rows,
  ]);
}

function foot(report: ClosingReport, texts: Texts): string[] {
  return wrap(footSentence(report, texts));
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
