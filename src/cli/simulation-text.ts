import { MINUTE } from '../core/instant.ts';
import type { Texts } from '../texts/texts.ts';
import type { Simulation } from './simulate.ts';
import { sayDay, sayMinutes, sayMoment, sayOne, sayShare } from './simulation-words.ts';
import { wrap } from './text-layout.ts';

/** What came of a simulation, for a terminal of 80 letters. */
export function simulationText(simulation: Simulation, texts: Texts): string {
  const sections = [
    [texts.say('simulate.head', { title: simulation.title }), ...wrap(aboutSentence(simulation, texts))],
    figureRows(simulation, texts),
    [texts.say('simulate.forecast'), ...forecastRows(simulation, texts)],
    wrap(texts.say('simulate.note')),
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}

/** Who called, for how long, and where the people are from. */
export function aboutSentence(simulation: Simulation, texts: Texts): string {
  const { callers, openings, seed, people, pacing, abandonCap } = simulation;
  const { say } = texts;
  const hours = Math.round(openings.reduce((sum, it) => sum + it.untilAt - it.fromAt, 0) / 3_600_000);
  return [
    say('simulate.about', { callers, hours }),
    say(`simulate.pacing.${pacing}`, { cap: sayShare(abandonCap ?? 0, texts) }),
    people === null ? say('simulate.drawn-list', { seed }) : say('simulate.drawn', { seed, people }),
  ].join(' ');
}

function figureRows(simulation: Simulation, texts: Texts): string[] {
  const rows = figureWords(simulation, texts);
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows.flatMap(({ label, value, base }) =>
    wrap(`${label.padEnd(width).replaceAll(' ', '\u00a0')}\u00a0\u00a0${value}, ${base}`, 2, width + 4),
  );
}

/** The figures that matter, each with its base in words. */
export function figureWords({ figures }: Simulation, texts: Texts) {
  const { say } = texts;
  const { waits, conversations, abandoned, callerSeconds } = figures;
  const hours = sayOne(callerSeconds / 3600, texts);
  const row = (key: 'pace' | 'utilisation' | 'waits' | 'abandoned', value: string, base: string) => ({
    ...{ key, value, base, label: say(`simulate.figure.${key}`) },
  });
  return [
    row(
      'pace',
      sayOne(figures.conversationsPerCallerHour, texts),
      say('simulate.base.pace', { conversations, hours }),
    ),
    row('utilisation', sayShare(figures.utilisation, texts), say('simulate.base.utilisation', { hours })),
    row(
      'waits',
      waits === null ? '–' : say('simulate.minutes', { minutes: sayMinutes(waits.meanSeconds) }),
      waits === null
        ? say('simulate.base.no-waits')
        : say('simulate.base.waits', { minutes: sayMinutes(waits.p90Seconds) }),
    ),
    row(
      'abandoned',
      sayShare(figures.abandonedShare, texts),
      say('simulate.base.abandoned', { abandoned, answered: abandoned + conversations }),
    ),
  ];
}

function forecastRows(simulation: Simulation, texts: Texts): string[] {
  const { forecast, openings, timezone } = simulation;
  const days = forecast.byOpening.map(({ reached }, index) => {
    const day = sayDay(openings[index]?.fromAt ?? 0, timezone, texts);
    return `  ${texts.say('simulate.by-day', { day, reached, contacts: forecast.contacts })}`;
  });
  return [...forecastSentences(simulation, texts).flatMap((it) => wrap(it, 2)), ...days];
}

/** How far the campaign comes, by when. */
export function forecastSentences(simulation: Simulation, texts: Texts): string[] {
  const { forecast, timezone } = simulation;
  const { say } = texts;
  const { contacts, reached, outOfDate, triedOnce, allTried } = forecast;
  const tried =
    allTried === null
      ? say('simulate.some-tried', { triedOnce, contacts })
      : say('simulate.all-tried', {
          contacts,
          at: sayMoment(allTried.at, timezone, texts),
          hours: Math.round(allTried.callingHours * 10) / 10,
        });
  const minutes = idleMinutes(simulation);
  return [
    tried,
    say('simulate.reached', { reached, contacts }),
    ...(outOfDate === 0 ? [] : [say('simulate.out-of-date', { outOfDate })]),
    ...(minutes === 0 ? [] : [say('simulate.nobody-due', { minutes })]),
  ];
}

/** Time in which callers were there and no call went out at all, but for the end of an opening: nobody is rung then. */
function idleMinutes({ figures, openings, lastDialMinutes }: Simulation): number {
  const idle = figures.slots.filter(({ calls, callerSeconds, slot }) => {
    const lastDialAt = (openings[slot.opening]?.untilAt ?? 0) - lastDialMinutes * MINUTE;
    return calls === 0 && callerSeconds > 0 && slot.untilAt <= lastDialAt;
  });
  return Math.round(idle.reduce((sum, { slot }) => sum + slot.untilAt - slot.fromAt, 0) / MINUTE);
}
