import { expect, test } from 'vitest';
import { measureSession } from '../core/forecast/measure-session.ts';
import { HOUR, MINUTE } from '../core/instant.ts';
import { createTexts } from '../texts/texts.ts';
import { standaloneSvg } from './charts/write-svg.ts';
import type { Simulation } from './simulate.ts';
import { simulationPage } from './simulation-page.ts';
import { simulationPictures } from './simulation-pictures.ts';
import { simulationText } from './simulation-text.ts';

const OPENING = { fromAt: Date.UTC(2012, 2, 13, 15), untilAt: Date.UTC(2012, 2, 13, 17) };
const at = (minutes: number) => OPENING.fromAt + minutes * MINUTE;

/** One caller, one conversation, one abandoned call. */
function simulation(changes: Partial<Simulation> = {}): Simulation {
  const figures = measureSession(
    [
      { kind: 'joined', at: at(0), caller: 'a' },
      { kind: 'ready', at: at(0), caller: 'a' },
      { kind: 'dialled', at: at(1), call: '1' },
      { kind: 'dialled', at: at(1), call: '2' },
      { kind: 'answered', at: at(2), call: '1', party: 'person' },
      { kind: 'talking', at: at(2), call: '1', caller: 'a' },
      { kind: 'answered', at: at(3), call: '2', party: 'person' },
      { kind: 'ready', at: at(8), caller: 'a' },
      { kind: 'left', at: at(120), caller: 'a' },
    ],
    [OPENING],
    OPENING.untilAt,
  );
  return {
    ...{ title: 'A <b> & "c"', timezone: 'Europe/Berlin', seed: '1', callers: 1, pacing: 'look-ahead' },
    ...{ people: 10, abandonCap: 0.01, lastDialMinutes: 10, openings: [OPENING], figures },
    coverage: [{ at: at(10), contacts: 10, triedOnce: 2, reached: 1, outOfDate: 0 }],
    forecast: {
      ...{ contacts: 10, reached: 1, outOfDate: 0, triedOnce: 2, allTried: null },
      byOpening: [{ untilAt: OPENING.untilAt, reached: 1 }],
    },
    ...changes,
  };
}

test.each([
  ['de', ['Gespräche je Person und Stunde', '0,5', '50 %', '1 von 2 Anrufen', 'Am Ende sind 2 von 10']],
  ['en', ['Conversations a person and hour', '0.5', '50%', '1 of 2 calls', 'At the end, 2 of 10']],
] as const)('the figures are told with their base, in %s', (locale, parts) => {
  const told = simulationText(simulation(), createTexts(locale)).replaceAll(/\s+/g, ' ');
  for (const part of parts) expect(told).toContain(part);
});

test('time in which nobody was due is told, but not the end of the day in which nobody is rung', () => {
  const told = (it: Simulation) => simulationText(it, createTexts('en')).replaceAll(/\s+/g, ' ');
  expect(told(simulation())).toContain('For 105 minutes nobody was due');
  expect(told(simulation({ lastDialMinutes: 120 }))).not.toContain('nobody was due');
});

test('the page says what a campaign is called without letting it be markup, and asks nobody for anything', () => {
  const texts = createTexts('de');
  const made = simulation();
  const page = simulationPage(made, simulationPictures(made, texts), '', texts);
  expect(page).toContain('A &lt;b&gt; &amp; &quot;c&quot;');
  expect(page).not.toMatch(/<b> &|<script|(src|href)=|url\(/);
  // Wide and narrow, each with what it shows in words and as a table.
  expect(page.match(/<svg /g)).toHaveLength(10);
  expect(page.match(/aria-label="[^"]{20,}"/g)).toHaveLength(10);
  expect(page.match(/<table>/g)).toHaveLength(5);
});

test('a picture as a file is light, and dark where that is asked for', () => {
  const texts = createTexts('en');
  for (const { draw, title, says } of simulationPictures(simulation(), texts)) {
    const svg = standaloneSvg(draw(832), title, says);
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
    expect(svg).toContain(`<title>${title}</title>`);
    expect(svg, title).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('the cap is drawn where the mode has one', () => {
  const texts = createTexts('en');
  const abandoned = (it: Simulation) =>
    simulationPictures(it, texts)
      .find(({ key }) => key === 'abandoned')
      ?.draw(832).body ?? '';
  expect(abandoned(simulation())).toContain('Limit 1.0%');
  expect(abandoned(simulation({ abandonCap: null, pacing: 'progressive' }))).not.toContain('Limit');
});

test('many days have their names under the axis', () => {
  const openings = [0, 1, 2].map((day) => ({
    fromAt: OPENING.fromAt + day * 24 * HOUR,
    untilAt: OPENING.untilAt + day * 24 * HOUR,
  }));
  const figures = measureSession([], openings, openings[2]?.untilAt ?? 0);
  const [reach] = simulationPictures(simulation({ openings, figures }), createTexts('de'));
  const wide = reach?.draw(832).body ?? '';
  for (const day of ['Di., 13. März', 'Mi., 14. März', 'Do., 15. März']) expect(wide).toContain(day);
  expect(reach?.draw(328).body).toContain('>Di<');
});
