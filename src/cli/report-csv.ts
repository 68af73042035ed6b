import type { ClosingReport, DayPartName } from '../core/report/closing-report.ts';
import { mergeSmallCells } from '../core/report/merge-small-cells.ts';
import { sayAnswer, sayColumn, sayNames } from '../core/report/report-words.ts';
import type { Texts } from '../texts/texts.ts';

type Cell = string | number | null;
type Row = readonly Cell[];

/**
 * The closing report as a table for a spreadsheet: section, item, value, base; below it the branches.
 *
 * UTF-8 with a byte order mark, semicolons, CRLF: what Excel opens as columns without being asked. Safe to hand on, as
 * the text is: no branch shows fewer than 5 people.
 */
export function reportCsv(report: ClosingReport, texts: Texts): string {
  const { say } = texts;
  const head = [
    say('report.csv.section'),
    say('report.csv.key'),
    say('report.csv.value'),
    say('report.csv.base'),
  ];
  const rows = [
    head,
    ...general(report, texts),
    ...people(report, texts),
    ...results(report, texts),
    ...calls(report, texts),
    ...effort(report, texts),
    ...list(report, texts),
    [],
    ...branches(report, texts),
  ];
  return `\uFEFF${rows.map((row) => row.map((cell) => csvCell(cell, texts)).join(';')).join('\r\n')}\r\n`;
}

/**
 * One cell: quoted where needed, and text that a spreadsheet would run as a formula is defused by an apostrophe
 * (OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab and carriage return at the beginning).
 */
export function csvCell(cell: Cell, { locale }: Pick<Texts, 'locale'>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 3 }).format(cell);
  }
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function general(report: ClosingReport, { say }: Texts): Row[] {
  const section = say('report.csv.general');
  return [
    [section, say('report.csv.campaign'), report.title, ''],
    [section, say('report.csv.unit'), report.unit, ''],
    [section, say('report.csv.from'), report.period.from, ''],
    [section, say('report.csv.until'), report.period.until, ''],
    [section, say('report.csv.guide'), report.guideVersions.join(', '), ''],
    [section, say('report.csv.made'), report.madeAt, ''],
  ];
}

function people(report: ClosingReport, texts: Texts): Row[] {
  const { say } = texts;
  const { selected, reached } = report;
  const ofSelected = say('report.csv.base-selected', { whole: selected });
  const ofReached = say('report.csv.base-reached', { whole: reached });
  const title = say('report.group.title');
  const answers = Object.entries(report.answers.integration);
  return [
    [
      title,
      say('report.branch.selected'),
      selected,
      say('report.csv.base-members', { whole: report.distinctMembers }),
    ],
    [title, say('report.csv.called'), report.called, ofSelected],
    ...(['reached', 'neverReached', 'outOfDate'] as const).map((it) => [
      title,
      say(`report.group.${it}`),
      report[it],
      ofSelected,
    ]),
    [title, say('report.csv.suspected'), report.outOfDateSuspected, ''],
    ...answers.map(([answer, count]) => [
      say('report.integration.title'),
      sayAnswer(answer, report, texts),
      count,
      ofReached,
    ]),
    ...(['pleased', 'neutral', 'disturbed'] as const).map((it) => [
      ...[say('report.reception.title'), say(`report.reception.${it}`), report.reception[it], ofReached],
    ]),
  ];
}

function results(report: ClosingReport, { say }: Texts): Row[] {
  const title = say('report.results.title');
  const { callbacks, labels } = report;
  const ofReached = say('report.csv.base-reached', { whole: report.reached });
  const ofAgreed = say('report.csv.base-agreed', { whole: callbacks.agreed });
  return [
    [title, say('report.csv.local-contact'), report.localContact, ofReached],
    ...Object.entries(report.offers).map(([id, count]) => [
      title,
      labels.offers[id]?.title ?? id,
      count,
      ofReached,
    ]),
    [title, say('report.csv.newsletter'), report.newsletter, ofReached],
    ...Object.entries(report.channels).map(([id, count]) => [
      title,
      labels.channels[id] ?? id,
      count,
      ofReached,
    ]),
    [title, say('report.csv.callbacks-kept'), callbacks.kept, ofAgreed],
    [title, say('report.csv.callbacks-broken'), callbacks.broken, ofAgreed],
    [title, say('report.csv.callbacks-open'), callbacks.open, ofAgreed],
    [
      title,
      say('report.csv.objections'),
      report.objections,
      say('report.csv.base-selected', { whole: report.selected }),
    ],
  ];
}

function calls(report: ClosingReport, { say }: Texts): Row[] {
  const title = say('report.part.title');
  const ofCalls = say('report.csv.base-all-calls', { whole: report.attempts });
  // The keys of the record are its type.
  const parts = Object.keys(report.byDayPart) as DayPartName[];
  return [
    [title, say('report.csv.attempts'), report.attempts, ''],
    [title, say('report.csv.conversations'), report.conversations, ofCalls],
    [title, say('report.csv.abandoned'), report.abandoned, ofCalls],
    ...parts.map((part) => {
      const { attempts, conversations } = report.byDayPart[part];
      return [
        title,
        say(`report.part.${part}`),
        conversations,
        say('report.csv.base-calls', { whole: attempts }),
      ];
    }),
  ];
}

function effort({ effort: it }: ClosingReport, { say }: Texts): Row[] {
  const title = say('report.effort.title');
  return [
    [title, say('report.csv.callers'), it.callers, ''],
    [title, say('report.csv.hours'), it.callerHours, ''],
    [title, say('report.csv.per-hour'), it.conversationsPerHour, ''],
    [title, say('report.csv.per-conversation'), it.attemptsPerConversation, ''],
    [title, say('report.csv.utilisation'), it.utilisation, say('report.csv.base-hours')],
  ];
}

function list(report: ClosingReport, { say, sayAny }: Texts): Row[] {
  const title = say('report.import.title');
  const ofRows = say('report.csv.base-rows', { whole: report.dataRows });
  const ofMembers = say('report.csv.base-members', { whole: report.distinctMembers });
  return [
    [title, say('report.csv.rows'), report.dataRows, ''],
    [title, say('report.csv.duplicates'), report.duplicateRows, ofRows],
    [title, say('report.csv.members'), report.distinctMembers, ofRows],
    ...Object.entries(report.excludedBy).map(([reason, count]) => [
      title,
      sayAny(`selection.reason.${reason}`),
      count,
      ofMembers,
    ]),
  ];
}

function branches(report: ClosingReport, texts: Texts): Row[] {
  const { columns, rows, total } = mergeSmallCells(report.byBranch);
  if (rows.length === 0) return [];
  return [
    [texts.say('report.branch.name'), ...columns.map((column) => sayColumn(column, report, texts))],
    ...rows.map((row) => [sayNames(row.branches, texts.locale), ...row.cells]),
    [texts.say('report.branch.total'), ...total],
  ];
}
