import { localTime } from '../core/calendar/local-time.ts';
import type { SlotFigures } from '../core/forecast/measure-session.ts';
import type { Slot } from '../core/forecast/slots.ts';
import { HOUR } from '../core/instant.ts';
import type { Texts } from '../texts/texts.ts';
import { type Bar, barChart } from './charts/bar-chart.ts';
import { type FrameParts, type Key, type Scale, scaleTo } from './charts/chart-frame.ts';
import { type Line, lineChart } from './charts/line-chart.ts';
import type { Drawing } from './charts/write-svg.ts';
import type { Simulation } from './simulate.ts';
import { sayClock, sayDay, sayMinutes, sayMoment, sayShare, sayWeekday } from './simulation-words.ts';

/** One picture of a simulation, and the same figures in words. */
export interface Picture {
  /** Its file, without the ending. */
  readonly key: 'reach' | 'utilisation' | 'waits' | 'abandoned' | 'calls';
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly says: string;
  /** What the figures are of. */
  readonly base: string;
  readonly draw: (width: number) => Drawing;
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** The pictures of a simulation, in the order in which they are told. */
export function simulationPictures(simulation: Simulation, texts: Texts): Picture[] {
  return [reach, utilisation, waits, abandoned, calls].map((draw) => draw(simulation, texts));
}

function reach(simulation: Simulation, texts: Texts): Picture {
  const { forecast, coverage, figures } = simulation;
  const stand = figures.slots.map(({ slot }, index) => {
    const until = figures.slots[index + 1]?.slot.fromAt ?? Number.POSITIVE_INFINITY;
    return coverage.findLast(({ at }) => at <= until && at > slot.fromAt) ?? null;
  });
  const line = (key: 'tried-line' | 'reached-line', mark: Line['mark'], values: Line['values']): Line => ({
    ...{
      mark,
      values,
      beginsAtZero: true,
      label: texts.say(`simulate.${key}`, { count: values.findLast((it) => it !== null) ?? 0 }),
    },
  });
  const lines = [
    line(
      'tried-line',
      'dashed',
      stand.map((it) => it?.triedOnce ?? null),
    ),
    line(
      'reached-line',
      'line',
      stand.map((it) => it?.reached ?? null),
    ),
  ];
  const { reached, contacts, triedOnce } = forecast;
  return {
    ...described('reach', texts, { reached, contacts, triedOnce }),
    draw: (width) =>
      lineChart({ ...frame(simulation, texts, { width, scale: countScale(contacts, texts) }), lines }),
    table: table(simulation, texts, ['tried', 'reached'], (_, index) => [
      sayOr(stand[index] ?? null, (it) => String(it.triedOnce)),
      sayOr(stand[index] ?? null, (it) => String(it.reached)),
    ]),
  };
}

function utilisation(simulation: Simulation, texts: Texts): Picture {
  const shareOf = ({ busySeconds, callerSeconds }: SlotFigures) =>
    callerSeconds === 0 ? null : busySeconds / callerSeconds;
  const bars = simulation.figures.slots.map((it) => ({ value: shareOf(it) }));
  const scale = scaleTo(1, (value) => sayShare(value, texts));
  return {
    ...described('utilisation', texts, { share: sayShare(simulation.figures.utilisation, texts) }),
    draw: (width) =>
      drawBars(simulation, texts, {
        width,
        scale,
        bars,
        say: (value) => sayShare(Math.round(value * 100) / 100, texts),
      }),
    table: table(simulation, texts, ['utilisation'], (it) => [
      sayOr(shareOf(it), (share) => sayShare(share, texts)),
    ]),
  };
}

function waits(simulation: Simulation, texts: Texts): Picture {
  const bars = simulation.figures.slots.map((it) => ({
    value: it.waits?.meanSeconds ?? null,
    tick: it.waits?.p90Seconds ?? null,
  }));
  const most = Math.max(...bars.flatMap(({ value, tick }) => [value ?? 0, tick ?? 0])) / 60;
  const inMinutes = scaleTo(most, (value) => texts.say('simulate.minutes', { minutes: value }));
  const scale = {
    most: inMinutes.most * 60,
    ticks: inMinutes.ticks.map(({ value, label }) => ({ value: value * 60, label })),
  };
  const { waits: all } = simulation.figures;
  const keys = [
    { mark: 'solid', words: texts.say('simulate.key.mean') },
    { mark: 'tick', words: texts.say('simulate.key.p90') },
  ] as const;
  const [mean, p90] = [sayMinutes(all?.meanSeconds ?? 0), sayMinutes(all?.p90Seconds ?? 0)];
  return {
    ...described('waits', texts, { mean, p90, count: all?.count ?? 0 }),
    draw: (width) => drawBars(simulation, texts, { width, scale, bars, keys, say: sayMinutes }),
    table: table(simulation, texts, ['mean', 'p90'], ({ waits: own }) => [
      sayOr(own, (it) => sayMinutes(it.meanSeconds)),
      sayOr(own, (it) => sayMinutes(it.p90Seconds)),
    ]),
  };
}

function abandoned(simulation: Simulation, texts: Texts): Picture {
  const { slots, abandoned: count, conversations, abandonedShare } = simulation.figures;
  const values = slots.map((it) => it.abandonedShare);
  const cap = simulation.abandonCap;
  const share = (value: number) => sayShare(value, texts);
  const lines: Line[] = [
    { mark: 'line', values, label: texts.say('simulate.abandoned-line', { share: share(abandonedShare) }) },
    ...(cap === null
      ? []
      : [
          {
            mark: 'dashed' as const,
            values: values.map(() => cap),
            label: texts.say('simulate.cap-line', { cap: share(cap) }),
          },
        ]),
  ];
  const most = Math.max(cap ?? 0, ...values.map((it) => it ?? 0));
  return {
    ...described('abandoned', texts, {
      count,
      answered: count + conversations,
      share: share(abandonedShare),
    }),
    draw: (width) =>
      lineChart({ ...frame(simulation, texts, { width, scale: scaleTo(most, share, 0.01) }), lines }),
    table: table(simulation, texts, ['abandoned', 'abandoned-share'], (it) => [
      String(it.abandoned),
      sayOr(it.abandonedShare, share),
    ]),
  };
}

function calls(simulation: Simulation, texts: Texts): Picture {
  const { slots, calls: all, conversations } = simulation.figures;
  const anHour = (count: number, { fromAt, untilAt }: Slot) => (count * HOUR) / (untilAt - fromAt);
  const bars = slots.map((it) => ({
    value: anHour(it.conversations, it.slot),
    outer: anHour(it.calls, it.slot),
  }));
  const whole = (value: number) => new Intl.NumberFormat(texts.locale).format(Math.round(value));
  const keys = [
    { mark: 'open', words: texts.say('simulate.key.calls') },
    { mark: 'solid', words: texts.say('simulate.key.conversations') },
  ] as const;
  const scale = countScale(Math.max(...bars.map(({ outer }) => outer)), texts);
  return {
    ...described('calls', texts, { calls: all, conversations }),
    draw: (width) => drawBars(simulation, texts, { width, scale, keys, bars, say: whole }),
    table: table(simulation, texts, ['calls', 'conversations'], (it) => [
      whole(anHour(it.calls, it.slot)),
      whole(anHour(it.conversations, it.slot)),
    ]),
  };
}

function described(key: Picture['key'], texts: Texts, values: Record<string, string | number>) {
  return {
    key,
    title: texts.say(`simulate.picture.${key}`),
    says: texts.say(`simulate.says.${key}`, values),
    base: texts.say(`simulate.picture-base.${key}`),
  };
}

function drawBars(
  simulation: Simulation,
  texts: Texts,
  parts: {
    width: number;
    scale: Scale;
    bars: readonly Bar[];
    say: (value: number) => string;
    keys?: readonly Key[];
  },
): Drawing {
  return barChart({ ...frame(simulation, texts, parts), bars: parts.bars, say: parts.say });
}

function frame(
  { figures, openings, timezone }: Simulation,
  texts: Texts,
  { width, scale, keys = [] }: { width: number; scale: Scale; keys?: readonly Key[] },
): FrameParts {
  return {
    ...{ width, scale, keys, slots: figures.slots.map(({ slot }) => slot) },
    openings: openings.map(({ fromAt }) => ({
      long: sayDay(fromAt, timezone, texts),
      short: sayWeekday(fromAt, timezone, texts),
    })),
    clock: ({ fromAt }) =>
      localTime(fromAt, timezone).minute % 30 === 0 ? sayClock(fromAt, timezone, texts) : null,
  };
}

function countScale(most: number, { locale }: Texts): Scale {
  return scaleTo(most, (value) => new Intl.NumberFormat(locale).format(value), 4);
}

type Column =
  | 'tried'
  | 'reached'
  | 'utilisation'
  | 'mean'
  | 'p90'
  | 'abandoned'
  | 'abandoned-share'
  | 'calls'
  | 'conversations';

function table(
  { figures, timezone }: Simulation,
  texts: Texts,
  columns: readonly Column[],
  cells: (figures: SlotFigures, index: number) => readonly string[],
): Picture['table'] {
  return {
    head: [texts.say('simulate.column.from'), ...columns.map((it) => texts.say(`simulate.column.${it}`))],
    rows: figures.slots.map((it, index) => [sayMoment(it.slot.fromAt, timezone, texts), ...cells(it, index)]),
  };
}

function sayOr<Value>(value: Value | null, say: (value: Value) => string): string {
  return value === null ? '–' : say(value);
}
