import { createCsvReader, csvLimits } from './csv-reader.ts';

export const delimiters = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** `sep=;` in the first line, as Excel writes and honours it. `rest` begins behind that line. */
export function readSeparatorLine(text: string): { delimiter: Delimiter; rest: string } | undefined {
  const found = /^"?sep=(.)"?[^\S\r\n]*(?:\r\n|\r|\n|$)/i.exec(text);
  const delimiter = delimiters.find((candidate) => candidate === found?.[1]);
  return found && delimiter ? { delimiter, rest: text.slice(found[0].length) } : undefined;
}

/**
 * Which character parts the cells: the one that gives (nearly) all of the first 50 records the same number of
 * cells, quotes respected (DOMAIN 7.1). Where several do, the one with the most cells: a decimal comma in each
 * row of a semicolon file must not win.
 *
 * @param sample The beginning of the file; it may end anywhere.
 */
export function detectDelimiter(sample: string): Delimiter {
  const scores = delimiters.map((delimiter) => ({ delimiter, ...score(sample, delimiter) }));
  const steady = scores.filter(({ share, count }) => count > 1 && share >= steadyShare);
  if (steady.length > 0)
    return steady.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
  const several = scores.filter(({ count }) => count > 1);
  return several.length === 0
    ? ';'
    : several.reduce((best, other) => (other.share > best.share ? other : best)).delimiter;
}

const records = 50;
/** Trailing delimiters and short rows are common in exports that people have touched. */
const steadyShare = 0.8;

/** The commonest number of cells of a record, and the share of records that have it. */
function score(sample: string, delimiter: Delimiter): { count: number; share: number } {
  const counts = new Map<number, number>();
  let seen = 0;
  const reader = createCsvReader({ delimiter, limits: { ...csvLimits, columns: 200_000 } }, (cells) => {
    if (seen++ < records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  });
  // Only whole records count: the last one may be cut off, so the reader is not told that the file is over.
  reader.push(sample.endsWith('\n') ? sample : `${sample}\n`);
  const [count, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return { count, share: times / Math.max(1, Math.min(seen, records)) };
}
