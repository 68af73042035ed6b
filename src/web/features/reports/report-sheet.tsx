import './report.css';
import type { ReactNode } from 'react';
import type { ClosingReport } from '../../../core/report/closing-report.ts';
import {
  bestPartSentence,
  dayPartsInUse,
  effortSentences,
  findingSentences,
  footSentence,
  leadSentences,
  practiceSentences,
  resultSentences,
  selectionSentences,
  successOf,
} from '../../../core/report/report-sentences.ts';
import { sayAnswer, sayNumber, sayPeriod } from '../../../core/report/report-words.ts';
import { useTexts } from '../../app-context.ts';
import { BranchSection } from './branch-section.tsx';
import { type BarRow, Bars } from './report-bars.tsx';
import { Whole } from './report-whole.tsx';

/** The closing report as two A4 pages, legible in grey: safe to hand on, no small group shows. */
export function ReportSheet({ report }: { readonly report: ClosingReport }) {
  const texts = useTexts();
  return (
    <article className="report">
      <header className="report__head">
        <p>{texts.say('report.head')}</p>
        <h1>{report.title}</h1>
        <p>
          {texts.say('report.by', {
            unit: report.unit,
            period: sayPeriod(report.period.from, report.period.until, texts.locale),
          })}
        </p>
      </header>
      <Findings report={report} />
      <Groups report={report} />
      <Integration report={report} />
      <Results report={report} />
      <Reception report={report} />
      <BranchSection report={report} />
      <DayParts report={report} />
      <Effort report={report} />
      <Practice report={report} />
      <footer className="report__foot">
        <p>{footSentence(report, texts)}</p>
      </footer>
    </article>
  );
}

type Part = { readonly report: ClosingReport };

function Section(props: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={`report-${props.id}`}>
      <h2 id={`report-${props.id}`}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Findings({ report }: Part) {
  const texts = useTexts();
  return (
    <section aria-labelledby="report-findings">
      <h2 className="vh" id="report-findings">
        {texts.say('report-page.findings')}
      </h2>
      <p className="report__lead">{leadSentences(report, texts).join(' ')}</p>
      <ul className="findings">
        {findingSentences(report, texts).map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
    </section>
  );
}

function Groups({ report }: Part) {
  const texts = useTexts();
  const { selected, reached, neverReached, outOfDate, outOfDateSuspected: numbers } = report;
  const parts = [
    { key: 'reached', fill: 'solid', count: reached, label: texts.say('report.group.reached') },
    { key: 'neverReached', fill: 'open', count: neverReached, label: texts.say('report.group.neverReached') },
    { key: 'outOfDate', fill: 'hatch', count: outOfDate, label: texts.say('report.group.outOfDate') },
  ] as const;
  return (
    <Section id="groups" title={texts.say('report.group.title')}>
      <Whole
        parts={parts}
        inWords={texts.say('report-page.whole', { selected, reached, neverReached, outOfDate })}
      />
      <p className="base">
        {texts.say('report.group.base', { selected })}{' '}
        {numbers > 0 && texts.say('report.group.suspected', { numbers })}
      </p>
    </Section>
  );
}

const fills = ['hatch', 'solid', 'dots', 'open'] as const;

function Integration({ report }: Part) {
  const texts = useTexts();
  const { reached, labels } = report;
  const given = Object.entries(report.answers.integration);
  const silent = reached - given.reduce((sum, [, count]) => sum + count, 0);
  const answers: [string | null, number][] = [...given.toSorted((a, b) => b[1] - a[1])];
  if (given.length === 0) return null;
  if (silent > 0) answers.push([null, silent]);
  const rows = answers.map(([answer, count], index): BarRow => {
    const label = sayAnswer(answer, report, texts);
    return {
      key: answer ?? 'none',
      label: label.charAt(0).toLocaleUpperCase(texts.locale) + label.slice(1),
      length: count,
      value: sayNumber(count, texts.locale),
      fill: fills[Math.min(index, fills.length - 1)] ?? 'open',
    };
  });
  const { question } = labels;
  return (
    <Section id="integration" title={texts.say('report.integration.title')}>
      <Bars rows={rows} />
      <p className="base">
        {question === null
          ? texts.say('report.integration.base-no-question', { reached })
          : texts.say('report.integration.base', { reached, question })}
      </p>
    </Section>
  );
}

function Results({ report }: Part) {
  const texts = useTexts();
  return (
    <Section id="results" title={texts.say('report.results.title')}>
      <ul className="results">
        {resultSentences(report, texts).map((it) => (
          <li key={it.key}>
            <b className="num">{sayNumber(it.count, texts.locale)}</b>
            <span>{it.sentence}</span>
          </li>
        ))}
      </ul>
      <p className="base">{texts.say('report.results.base', { reached: report.reached })}</p>
    </Section>
  );
}

function Reception({ report }: Part) {
  const texts = useTexts();
  const { pleased, neutral, disturbed } = report.reception;
  const rated = pleased + neutral + disturbed;
  if (rated === 0) return null;
  const parts = [
    { key: 'pleased', fill: 'solid', count: pleased, label: texts.say('report.reception.pleased') },
    { key: 'neutral', fill: 'dots', count: neutral, label: texts.say('report.reception.neutral') },
    { key: 'disturbed', fill: 'open', count: disturbed, label: texts.say('report.reception.disturbed') },
  ] as const;
  return (
    <Section id="reception" title={texts.say('report.reception.title')}>
      <Whole
        parts={parts}
        inWords={texts.say('report-page.reception-whole', { pleased, neutral, disturbed, rated })}
      />
      <p className="base">{texts.say('report.reception.base', { rated, reached: report.reached })}</p>
    </Section>
  );
}

function DayParts({ report }: Part) {
  const texts = useTexts();
  const { attempts, conversations } = report;
  const best = bestPartSentence(report, texts);
  const rows = dayPartsInUse(report).map((part): BarRow => {
    const label = texts.say(`report.part.${part}`);
    return {
      key: part,
      label: label.charAt(0).toLocaleUpperCase(texts.locale) + label.slice(1),
      length: successOf(report.byDayPart[part]),
      value: texts.say('report.part.value', report.byDayPart[part]),
      fill: 'solid',
    };
  });
  if (rows.length === 0) return null;
  return (
    <Section id="parts" title={texts.say('report.part.title')}>
      {best !== null && <p>{best}</p>}
      <Bars rows={rows} hasLongValues />
      <p className="base">{texts.say('report.part.base', { attempts, conversations })}</p>
    </Section>
  );
}

function Effort({ report }: Part) {
  const texts = useTexts();
  return (
    <Section id="effort" title={texts.say('report.effort.title')}>
      <p>{effortSentences(report, texts).join(' ')}</p>
      <p className="base">{selectionSentences(report, texts)[0]}</p>
    </Section>
  );
}

function Practice({ report }: Part) {
  const texts = useTexts();
  const said = practiceSentences(report, texts);
  if (said.length === 0) return null;
  return (
    <Section id="practice" title={texts.say('report.practice.title')}>
      <ul className="findings">
        {said.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
    </Section>
  );
}
