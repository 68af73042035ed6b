// The sessions as pictures in SVG: the frontier of utilisation against abandoned calls, and what happens around the jump.
import { TEAM_SIZES } from '../../src/simulator/pacing/scenarios.ts';
import { type Contestant, contestants, titleOf } from './contestants.ts';
import { type CellMeasures, mean, pooledShare } from './measures.ts';
import { AROUND_REACH, AROUND_STEP, type SessionLine } from './session-line.ts';
import { measureAllCells } from './tables.ts';

const [PANEL, GAP, TOP, LEFT] = [300, 62, 60, 50] as const;
/** Abandoned share and utilisation at the edges of a picture. */
const [MOST_ABANDONED, LEAST_USED, MOST_USED] = [0.08, 0.3, 1] as const;
/** By the beginning of a pacer's name. */
const COLOURS: readonly (readonly [string, string])[] = [
  ['ours', '#c62828'],
  ['model', '#111111'],
  ['ratio', '#2e7d32'],
  ['kooragang', '#1565c0'],
  ['vicidial', '#7b4fa3'],
  ['', '#8a8a8a'],
];
/** Who is followed around the jump; all would be a tangle. */
const AROUND_THE_JUMP = [
  'ratio-2',
  'kooragang-3',
  'vicidial-tapered-3',
  'model-3',
  'ours-0.3',
  'ours-1',
  'ours-3',
];
const SHAPES = ['circle', 'square', 'diamond', 'cross'] as const;

interface Area {
  readonly left: number;
  readonly top: number;
}

/** For each team size: how busy callers were, against how many people heard nobody. Top left is best. */
export function frontiers(lines: readonly SessionLine[]): string {
  const measured = measureAllCells(lines);
  const shown = oursLast(contestants.filter(({ name }) => measured.has(name)));
  const panels = TEAM_SIZES.map((size, index) => {
    const area = {
      left: LEFT + (index % 3) * (PANEL + GAP),
      top: TOP + Math.floor(index / 3) * (PANEL + GAP),
    };
    const points = shown.map(({ name }, order) => {
      const cells = [...(measured.get(name)?.values() ?? [])].filter((it) => it.teamSize === size);
      return cells.length === 0 ? '' : frontierPoint(cells, { area, name, order });
    });
    return `${frontierAxes(area, `${size} callers`)}\n${points.join('\n')}`;
  });
  const keys = shown.map(({ name }, order) => legendEntry(name, order));
  const height = TOP + 2 * (PANEL + GAP) + 26 * Math.ceil(shown.length / 3) + 20;
  return picture(LEFT + 3 * (PANEL + GAP), height, [
    text(
      { x: LEFT, y: 26 },
      'Utilisation against abandoned calls, mean over answer shares and drift',
      'size="17"',
    ),
    ...panels,
    ...keys,
  ]);
}

function frontierPoint(
  cells: readonly CellMeasures[],
  { area, name, order }: { area: Area; name: string; order: number },
): string {
  const abandoned = mean(cells.map((it) => it.abandoned));
  const used = mean(cells.map((it) => it.utilisation));
  const title = `${titleOf(name)}: ${(100 * used).toFixed(1)} %, ${(100 * abandoned).toFixed(2)} % abandoned`;
  return mark({ x: xOf(area, abandoned), y: yOf(area, used) }, { order, colour: colourOf(name), title });
}

function frontierAxes(area: Area, title: string): string {
  const ticks = [0, 0.01, 0.03, 0.05, 0.08].map((share) => {
    const x = xOf(area, share);
    const isCap = share === 0.01 || share === 0.03;
    return `${line([x, area.top], [x, area.top + PANEL], isCap ? '#d08770' : '#ddd', isCap ? '4 3' : '')}${text({ x: x - 8, y: area.top + PANEL + 16 }, `${100 * share} %`)}`;
  });
  const levels = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => {
    const y = yOf(area, share);
    return `${line([area.left, y], [area.left + PANEL, y], '#ddd')}${text({ x: area.left - 34, y: y + 4 }, `${Math.round(100 * share)} %`)}`;
  });
  return [...ticks, ...levels, text({ x: area.left + 4, y: area.top - 8 }, title, 'size="14" bold')].join('');
}

function xOf({ left }: Area, abandoned: number): number {
  return left + (PANEL * Math.min(MOST_ABANDONED, abandoned)) / MOST_ABANDONED;
}

function yOf({ top }: Area, used: number): number {
  const share = (used - LEAST_USED) / (MOST_USED - LEAST_USED);
  return top + PANEL * (1 - Math.min(1, Math.max(0, share)));
}

function legendEntry(name: string, order: number): string {
  const [x, y] = [LEFT + (order % 3) * (PANEL + GAP), TOP + 2 * (PANEL + GAP) + 26 * Math.floor(order / 3)];
  const title = titleOf(name);
  return `${mark({ x, y }, { order, colour: colourOf(name), title })}${text({ x: x + 12, y: y + 4 }, title)}`;
}

/** Share abandoned in each five minutes around the jump, in worlds where more people answer after it; by team size. */
export function abandonsAroundTheJump(lines: readonly SessionLine[]): string {
  const rising = lines.filter(({ rises, drift }) => rises && drift === 'drifting');
  const groups = Map.groupBy(rising, ({ pacer }) => pacer);
  const shown = oursLast(
    contestants.filter(({ name }) => groups.has(name) && AROUND_THE_JUMP.includes(name)),
  );
  const panels = TEAM_SIZES.map((size, index) => {
    const area = {
      left: LEFT + (index % 3) * (PANEL + GAP),
      top: TOP + Math.floor(index / 3) * (PANEL + GAP),
    };
    const ways = shown.map(({ name }, order) => {
      const own = (groups.get(name) ?? []).filter(({ teamSize }) => teamSize === size);
      return own.length === 0 ? '' : jumpLine(own, { area, name, order });
    });
    return `${jumpAxes(area, `${size} callers`)}${ways.join('')}`;
  });
  const keys = shown.map(({ name }, order) => {
    const [x, y] = [LEFT + (order % 3) * (PANEL + GAP), TOP + 2 * (PANEL + GAP) + 26 * Math.floor(order / 3)];
    return `<line x1="${x}" y1="${y}" x2="${x + 26}" y2="${y}" ${strokeOf(name, order)}/>${text({ x: x + 34, y: y + 4 }, titleOf(name))}`;
  });
  const height = TOP + 2 * (PANEL + GAP) + 26 * Math.ceil(shown.length / 3) + 20;
  return picture(LEFT + 3 * (PANEL + GAP), height, [
    text({ x: LEFT, y: 26 }, 'Abandoned, minutes before and after the answer share jumps up', 'size="17"'),
    ...panels,
    ...keys,
  ]);
}

function jumpLine(
  own: readonly SessionLine[],
  { area, name, order }: { area: Area; name: string; order: number },
): string {
  const points = Array.from({ length: 2 * AROUND_REACH }, (_, step) => {
    const pairs = own.flatMap(({ around }) => {
      const [conversations, abandoned] = around[step] ?? [0, 0];
      return [[abandoned, conversations + abandoned] as const];
    });
    const x = area.left + (PANEL * (step + 0.5)) / (2 * AROUND_REACH);
    return `${x.toFixed(1)},${jumpY(area, pooledShare(pairs).share).toFixed(1)}`;
  });
  return `<polyline points="${points.join(' ')}" fill="none" ${strokeOf(name, order)}><title>${titleOf(name)}</title></polyline>`;
}

function jumpAxes(area: Area, title: string): string {
  const levels = [0, 0.01, 0.03, 0.06, 0.12].map((share) => {
    const y = jumpY(area, share);
    return `${line([area.left, y], [area.left + PANEL, y], share === 0.03 || share === 0.01 ? '#d08770' : '#ddd')}${text({ x: area.left - 34, y: y + 4 }, `${100 * share} %`)}`;
  });
  const reach = (AROUND_REACH * AROUND_STEP) / 60;
  const minutes = [-reach, 0, reach].map((minute, index) =>
    text({ x: area.left + (PANEL * index) / 2 - 10, y: area.top + PANEL + 16 }, `${minute}`),
  );
  const middle = area.left + PANEL / 2;
  const jump = line([middle, area.top], [middle, area.top + PANEL], '#999', '2 3');
  return [
    ...levels,
    ...minutes,
    jump,
    text({ x: area.left + 4, y: area.top - 8 }, title, 'size="14" bold'),
  ].join('');
}

/** By the root, so that 0.3 % and 12 % can both be seen. */
function jumpY({ top }: Area, share: number): number {
  return top + PANEL * (1 - Math.sqrt(Math.min(0.12, share) / 0.12));
}

function colourOf(name: string): string {
  return COLOURS.find(([start]) => name.startsWith(start))?.[1] ?? '#8a8a8a';
}

/** Ours last, so that nothing lies over them. */
function oursLast(names: readonly Contestant[]): Contestant[] {
  return [...names].sort((a, b) => Number(a.side === 'ours') - Number(b.side === 'ours'));
}

function strokeOf(name: string, order: number): string {
  const isOurs = name.startsWith('ours');
  const dash = ['', '7 3', '2 3', '9 3 2 3'][order % 4];
  return `stroke="${colourOf(name)}" stroke-width="${isOurs ? 2.6 : 1.4}" stroke-dasharray="${dash}"`;
}

function mark(
  { x, y }: { x: number; y: number },
  { order, colour, title }: { order: number; colour: string; title: string },
): string {
  const paint = `fill="${colour}" fill-opacity="0.85" stroke="#fff"`;
  const [px, py] = [x.toFixed(1), y.toFixed(1)];
  const shapes = {
    circle: `<circle cx="${px}" cy="${py}" r="5" ${paint}>`,
    square: `<rect x="${(x - 4.5).toFixed(1)}" y="${(y - 4.5).toFixed(1)}" width="9" height="9" ${paint}>`,
    diamond: `<path d="M${px} ${(y - 6).toFixed(1)}l6 6l-6 6l-6 -6z" ${paint}>`,
    cross: `<path d="M${(x - 5).toFixed(1)} ${(y - 5).toFixed(1)}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2.5">`,
  } as const;
  const shape = SHAPES[order % SHAPES.length] ?? 'circle';
  const closing = { circle: 'circle', square: 'rect', diamond: 'path', cross: 'path' }[shape];
  return `${shapes[shape]}<title>${title}</title></${closing}>`;
}

function line(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  colour: string,
  dash = '',
): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${colour}" stroke-dasharray="${dash}"/>`;
}

function text({ x, y }: { x: number; y: number }, said: string, look = ''): string {
  const size = /size="(\d+)"/.exec(look)?.[1] ?? '11';
  const weight = look.includes('bold') ? ' font-weight="bold"' : '';
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}"${weight}>${said}</text>`;
}

/** The first part is the heading, and what is read aloud in place of the picture. */
function picture(width: number, height: number, parts: readonly string[]): string {
  const title = /<text[^>]*>([^<]*)</.exec(parts[0] ?? '')?.[1] ?? '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" fill="#222" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
