import type { Slot } from '../../core/forecast/slots.ts';

/** One picture, drawn at a width: the page has a wide and a narrow one. Lengths are CSS pixels, letters are 14 high. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where each slot stands, from the left. */
  readonly places: readonly Place[];
  readonly scale: Scale;
}

interface Place {
  readonly x: number;
  readonly width: number;
}

export interface Scale {
  readonly most: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface FrameParts {
  readonly width: number;
  readonly slots: readonly Slot[];
  readonly scale: Scale;
  /** Of each opening: its name under the axis, long and short. */
  readonly openings: readonly { readonly long: string; readonly short: string }[];
  /** Under the axis of a single opening, at its first slot and where the clock strikes. */
  readonly clock: (slot: Slot) => string | null;
  /** Lines above the plot: what the marks mean. */
  readonly keys: readonly Key[];
}

/** What a mark means. */
export interface Key {
  readonly mark: 'solid' | 'open' | 'tick' | 'line' | 'dashed';
  readonly words: string;
}

const LETTER = 14;
/** Average width of a letter of the typeface, for what must fit. */
export const LETTER_WIDTH = 7.2;
const KEY_HEIGHT = 22;
const PLOT_HEIGHT = 190;
const GAP = 10;

/** Room for the plot, and where its slots stand. */
export function frameOf({ width, slots, scale, keys }: FrameParts): Frame {
  const left = 12 + Math.max(...scale.ticks.map(({ label }) => label.length)) * LETTER_WIDTH;
  const right = 8;
  const top = 12 + LETTER + keys.length * KEY_HEIGHT;
  const gaps = Math.max(0, (slots.at(-1)?.opening ?? 0) * GAP);
  const step = (width - left - right - gaps) / Math.max(1, slots.length);
  const places = slots.map(({ opening }, index) => ({ x: left + index * step + opening * GAP, width: step }));
  return {
    width,
    height: top + PLOT_HEIGHT + 34,
    left,
    right,
    top,
    bottom: top + PLOT_HEIGHT,
    places,
    scale,
  };
}

export function yOf({ top, bottom, scale }: Frame, value: number): number {
  return round(bottom - (Math.min(value, scale.most) / scale.most) * (bottom - top));
}

/** Steps of 1, 2 or 5 from 0 to just above the largest value. */
export function scaleTo(most: number, say: (value: number) => string, least = 1): Scale {
  const goal = Math.max(most, least);
  const rough = goal / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((it) => it * power >= rough) ?? 10) * power;
  const count = Math.ceil(goal / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { most: count * step, ticks: ticks.map((value) => ({ value, label: say(value) })) };
}

/** Keys, grid, axis and what stands under it. */
export function backdrop(frame: Frame, parts: FrameParts): string {
  return [...keyRows(parts), ...grid(frame), ...underAxis(frame, parts)].join('');
}

function keyRows({ keys }: FrameParts): string[] {
  return keys.map(({ mark, words }, index) => {
    const y = 18 + index * KEY_HEIGHT;
    return `${sample(mark, y - 5)}${text(30, y, words)}`;
  });
}

function sample(mark: Key['mark'], y: number): string {
  switch (mark) {
    case 'solid':
    case 'open':
      return `<rect class="${mark}" x="2" y="${y - 7}" width="18" height="14"/>`;
    case 'tick':
      return `<path class="tick" d="M2 ${y}h18"/>`;
    case 'line':
    case 'dashed':
      return `<path class="${mark}" d="M2 ${y}h20"/>`;
    default:
      return mark satisfies never;
  }
}

function grid(frame: Frame): string[] {
  return frame.scale.ticks.flatMap(({ value, label }) => {
    const y = yOf(frame, value);
    return [
      `<path class="${value === 0 ? 'axis' : 'hair'}" d="M${round(frame.left)} ${y}H${frame.width - frame.right}"/>`,
      text(frame.left - 6, y + 5, label, 'end'),
    ];
  });
}

function underAxis(frame: Frame, { slots, openings, clock }: FrameParts): string[] {
  const y = frame.bottom + 22;
  if (openings.length === 1) {
    let free = 0;
    return slots.flatMap((slot, index) => {
      const place = frame.places[index];
      const label = clock(slot);
      if (place === undefined || label === null || place.x < free) return [];
      const isLast = place.x + label.length * LETTER_WIDTH > frame.width;
      if (isLast) return [];
      free = place.x + (label.length + 2) * LETTER_WIDTH;
      return [`<path class="axis" d="M${round(place.x)} ${frame.bottom}v5"/>`, text(place.x, y, label)];
    });
  }
  return openings.flatMap(({ long, short }, opening) => {
    const own = frame.places.filter((_, index) => slots[index]?.opening === opening);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const room = last.x + last.width - first.x;
    const label = long.length * LETTER_WIDTH <= room ? long : short;
    if (label.length * LETTER_WIDTH > room + GAP) return [];
    return [text(first.x + room / 2, y, label, 'middle')];
  });
}

export function text(
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  className = '',
): string {
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const kind = className === '' ? '' : ` class="${className}"`;
  return `<text x="${round(x)}" y="${round(y)}"${at}${kind}>${escapeMarkup(words)}</text>`;
}

export function escapeMarkup(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A tenth of a pixel is enough. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
