import type { Texts } from '../texts/texts.ts';
import { escapeMarkup } from './charts/chart-frame.ts';
import { CHART_STYLE, inlineSvg } from './charts/write-svg.ts';
import type { Simulation } from './simulate.ts';
import type { Picture } from './simulation-pictures.ts';
import { aboutSentence, figureWords, forecastSentences } from './simulation-text.ts';

/** Widths at which each chart is drawn: for a screen and for a phone. */
export const WIDE = 832;
const NARROW = 328;

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 var(--text-m)/var(--lead-text) var(--font)}
main{inline-size:min(54rem,100% - 2 * var(--page-pad));margin:var(--s6) auto var(--s8);display:grid;gap:var(--s7)}
header,section{display:grid;gap:var(--s3)}
section{grid-template-columns:minmax(0,1fr)}
h1,h2,p,dl,dd,ul{margin:0}
h1{font-size:var(--text-2xl);line-height:var(--lead-tight);overflow-wrap:anywhere}
h2{font-size:var(--text-xl);line-height:var(--lead-head)}
header{padding-block-end:var(--s4);border-block-end:var(--stroke-wire) solid var(--ink)}
p,li{max-inline-size:var(--measure)}
.lead{font-size:var(--text-xl);line-height:1.35}
.soft{color:var(--ink-soft);font-size:var(--text-s)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,11rem),1fr));gap:var(--s5)}
.figures div{display:grid;gap:var(--s1);align-content:start;border-block-start:2px solid var(--ink);padding-block-start:var(--s2)}
.figures b{font-size:var(--text-2xl);line-height:var(--lead-tight)}
ul{padding-inline-start:1.2em}
.sheet{background:var(--surface);border:var(--stroke) solid var(--hair);padding:var(--s4)}
.chart{display:block;max-inline-size:100%;block-size:auto}
.chart--narrow{display:none}
@media (max-width:40rem){
  .sheet{padding:var(--s3) 0;border-inline:0;margin-inline:calc(-1 * var(--page-pad));padding-inline:var(--page-pad)}
  .chart--wide{display:none}
  .chart--narrow{display:block;inline-size:100%;max-inline-size:30rem}
}
details summary{cursor:pointer;min-block-size:var(--tap);align-content:center;color:var(--accent)}
:focus-visible{outline:var(--focus-width) solid var(--focus);outline-offset:var(--focus-gap)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:var(--s1) var(--s4) var(--s1) 0;text-align:end;border-block-end:var(--stroke) solid var(--hair);font-weight:400}
th:first-child{text-align:start;white-space:nowrap}
thead th{font-weight:600;vertical-align:bottom}
@media print{.sheet{border:0;padding:0}details{display:none}section{break-inside:avoid}}
`;

/**
 * One HTML page with all of a simulation, that needs nothing else: no font, script or picture from anywhere.
 *
 * @param tokens The design's tokens as CSS, its fonts inside.
 */
export function simulationPage(
  simulation: Simulation,
  pictures: readonly Picture[],
  tokens: string,
  texts: Texts,
): string {
  const { say, locale } = texts;
  const title = say('simulate.head', { title: simulation.title });
  const style = `${tokens}\n${STYLE}${CHART_STYLE.join('\n')}`;
  return [
    '<!doctype html>',
    `<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark"><title>${escapeMarkup(title)}</title><style>${style}</style></head><body><main>`,
    `<header><p>${escapeMarkup(say('simulate.kicker'))}</p><h1>${escapeMarkup(simulation.title)}</h1><p class="soft">${escapeMarkup(aboutSentence(simulation, texts))}</p></header>`,
    forecastSection(simulation, texts),
    figuresSection(simulation, texts),
    ...pictures.map((picture) => pictureSection(picture, texts)),
    `<p class="soft">${escapeMarkup(say('simulate.note'))}</p>`,
    '</main></body></html>\n',
  ].join('\n');
}

function forecastSection(simulation: Simulation, texts: Texts): string {
  const [first = '', ...more] = forecastSentences(simulation, texts).map(escapeMarkup);
  return `<section><h2>${escapeMarkup(texts.say('simulate.forecast'))}</h2><p class="lead">${first}</p>${more.map((it) => `<p>${it}</p>`).join('')}</section>`;
}

function figuresSection(simulation: Simulation, texts: Texts): string {
  const rows = figureWords(simulation, texts).map(
    ({ label, value, base }) =>
      `<div><dt>${escapeMarkup(label)}</dt><dd><b>${escapeMarkup(value)}</b></dd><dd class="soft">${escapeMarkup(base)}</dd></div>`,
  );
  return `<section><h2>${escapeMarkup(texts.say('simulate.figures'))}</h2><dl class="figures">${rows.join('')}</dl></section>`;
}

function pictureSection({ title, says, base, draw, table }: Picture, texts: Texts): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((it) => `<${tag}>${escapeMarkup(it)}</${tag}>`).join('');
  const rows = table.rows.map(
    ([name = '', ...row]) => `<tr><th scope="row">${escapeMarkup(name)}</th>${cells('td', row)}</tr>`,
  );
  const head = table.head.map((it) => `<th scope="col">${escapeMarkup(it)}</th>`).join('');
  return [
    `<section><h2>${escapeMarkup(title)}</h2><p>${escapeMarkup(says)}</p><div class="sheet">`,
    `${inlineSvg(draw(WIDE), says, 'chart--wide')}${inlineSvg(draw(NARROW), says, 'chart--narrow')}</div>`,
    `<p class="soft">${escapeMarkup(base)}</p>`,
    `<details><summary>${escapeMarkup(texts.say('simulate.as-table'))}</summary><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details></section>`,
  ].join('');
}
