import { backdrop, type FrameParts, frameOf, round, text, yOf } from './chart-frame.ts';

export interface Line {
  readonly mark: 'line' | 'dashed';
  /** Of what grows from nothing. */
  readonly beginsAtZero?: boolean;
  /** By slot, how it stands at its end; null: not yet known. */
  readonly values: readonly (number | null)[];
  /** At its end. */
  readonly label: string;
}

export interface LineChart extends FrameParts {
  readonly lines: readonly Line[];
}

/** The inside of an SVG with lines over the slots. */
export function lineChart(chart: LineChart): { body: string; width: number; height: number } {
  const frame = frameOf(chart);
  const ends: number[] = [];
  const lines = chart.lines.map(({ mark, values, label, beginsAtZero }) => {
    const points = values.flatMap((value, index) => {
      const place = frame.places[index];
      return value === null || place === undefined
        ? []
        : [[round(place.x + place.width), yOf(frame, value)] as const];
    });
    const [last] = points.slice(-1);
    if (last === undefined) return '';
    const begin = beginsAtZero ? [[round(frame.left), frame.bottom] as const] : [];
    const path = [...begin, ...points].map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    return `<path class="${mark}" d="${path}"/>${text(last[0], freeAt(last[1], ends), label, 'end', 'strong')}`;
  });
  return { body: [backdrop(frame, chart), ...lines].join(''), width: frame.width, height: frame.height };
}

/** Over the line's end, or under it where another line's words stand. */
function freeAt(y: number, taken: number[]): number {
  const found =
    [y - 7, y + 18, y + 36].find((it) => taken.every((other) => Math.abs(other - it) >= 17)) ?? y - 7;
  taken.push(found);
  return found;
}
