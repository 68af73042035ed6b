import { escapeMarkup, text } from './chart-frame.ts';

/** Colours of the design (web/ui/styles/tokens.css), for a picture that stands alone: light, and dark where asked for. */
const COLOURS = [
  ['ink', '#10272c', '#eef2ee'],
  ['surface', '#ffffff', '#152226'],
  ['hair', '#cfd6d1', '#2a3a3e'],
] as const;

/** What the marks of a chart look like; `--ink` and so on come from the page, or from `COLOURS`. */
export const CHART_STYLE = [
  'text{font:400 14px "Atkinson Hyperlegible Next",system-ui,sans-serif;fill:var(--ink)}',
  'text.strong{font-weight:600}text.title{font-size:18px;font-weight:600}',
  '.solid{fill:var(--ink)}.open{fill:var(--surface);stroke:var(--ink);stroke-width:1.5}',
  '.hair,.axis,.tick,.line,.dashed{fill:none;stroke:var(--ink)}',
  '.hair{stroke:var(--hair)}.axis{stroke-width:1.5}.tick{stroke-width:3}.line{stroke-width:3;stroke-linejoin:round}',
  '.dashed{stroke-width:2;stroke-dasharray:6 4}',
];

export interface Drawing {
  readonly body: string;
  readonly width: number;
  readonly height: number;
}

/** A chart inside a page that has the design's colours. @param says what it shows, for who cannot see it. */
export function inlineSvg({ body, width, height }: Drawing, says: string, className: string): string {
  return `<svg class="chart ${className}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeMarkup(says)}">${body}</svg>`;
}

const TITLE_HEIGHT = 36;
const MARGIN = 16;

/** A chart as a file of its own, light and dark. */
export function standaloneSvg({ body, width, height }: Drawing, title: string, says: string): string {
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN + TITLE_HEIGHT];
  const own = (column: 1 | 2) => COLOURS.map((it) => `--${it[0]}:${it[column]}`).join(';');
  const style = `svg{${own(1)}}@media(prefers-color-scheme:dark){svg{${own(2)}}}.ground{fill:var(--surface)}${CHART_STYLE.join('')}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">`,
    `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(says)}</desc><style>${style}</style>`,
    `<rect class="ground" width="${w}" height="${h}"/>${text(MARGIN, MARGIN + 16, title, 'start', 'title')}`,
    `<g transform="translate(${MARGIN} ${MARGIN + TITLE_HEIGHT})">${body}</g></svg>\n`,
  ].join('\n');
}
