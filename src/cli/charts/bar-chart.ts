import {
  backdrop,
  type Frame,
  type FrameParts,
  frameOf,
  LETTER_WIDTH,
  round,
  text,
  yOf,
} from './chart-frame.ts';

/** One slot's bar: solid up to `value`, open above it up to `outer`, a tick at `tick`; null: nothing to show. */
export interface Bar {
  readonly value: number | null;
  readonly outer?: number | null;
  readonly tick?: number | null;
}

export interface BarChart extends FrameParts {
  readonly bars: readonly Bar[];
  /** The number over a bar. */
  readonly say: (value: number) => string;
}

/** The inside of an SVG with one bar a slot. */
export function barChart(chart: BarChart): { body: string; width: number; height: number } {
  const frame = frameOf(chart);
  const bars = chart.bars.map((bar, index) => drawBar(frame, index, bar));
  return {
    body: [backdrop(frame, chart), ...bars, ...numbers(frame, chart)].join(''),
    width: frame.width,
    height: frame.height,
  };
}

function drawBar(frame: Frame, index: number, { value, outer, tick }: Bar): string {
  const place = frame.places[index];
  if (place === undefined) return '';
  const gap = Math.min(4, place.width * 0.2);
  const [x, width] = [round(place.x + gap / 2), round(place.width - gap)];
  const rect = (kind: string, from: number, to: number) => {
    const y = yOf(frame, to);
    const height = round(yOf(frame, from) - y);
    return height <= 0 ? '' : `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  };
  const mark = tick == null ? '' : `<path class="tick" d="M${x} ${yOf(frame, tick)}h${width}"/>`;
  return `${outer == null ? '' : rect('open', value ?? 0, outer)}${value === null ? '' : rect('solid', 0, value)}${mark}`;
}

/** The height of each bar over it where they have room, otherwise over the highest alone. */
function numbers(frame: Frame, { bars, say }: BarChart): string[] {
  const shown = ({ value, outer }: Bar) => outer ?? value ?? 0;
  const highest = Math.max(...bars.map(shown));
  const longest = Math.max(...bars.map((bar) => say(shown(bar)).length)) * LETTER_WIDTH;
  const haveRoom = frame.places.every(({ width }) => longest + 4 <= width);
  const said = haveRoom ? bars.keys() : [bars.findIndex((bar) => shown(bar) === highest)];
  return [...said].flatMap((index) => {
    const [bar, place] = [bars[index], frame.places[index]];
    // Beside the marks of its neighbours a single number could not be read.
    if (bar === undefined || place === undefined || shown(bar) === 0 || (bar.tick != null && !haveRoom))
      return [];
    const words = say(shown(bar));
    const half = (words.length * LETTER_WIDTH) / 2;
    const x = Math.min(Math.max(place.x + place.width / 2, frame.left + half), frame.width - half);
    return [text(x, yOf(frame, Math.max(shown(bar), bar.tick ?? 0)) - 6, words, 'middle', 'strong')];
  });
}
