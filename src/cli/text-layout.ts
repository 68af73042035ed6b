/** Letters of a terminal's line; older ones have no more. */
export const LINE = 80;

/** Breaks at spaces, not at non-breaking ones, which become plain; lines after the first begin with `hanging` spaces more. A longer word stands on its own. */
export function wrap(text: string, indent = 0, hanging = indent, width = LINE): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of text.split(/[ \n\t]+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(hanging);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return (isEmpty ? lines : [...lines, line]).map((it) => it.replaceAll('\u00a0', ' '));
}

export interface BarRow {
  readonly label: string;
  /** Length of the bar, against the longest of its group. */
  readonly length: number;
  readonly value: string;
}

/** Label, bar and value of each row under one another; a row that is not 0 has a bar. Letters only, no colour. */
export function bars(rows: readonly BarRow[]): string[] {
  const labelWidth = Math.min(34, Math.max(...rows.map((row) => row.label.length)));
  const valueWidth = Math.max(...rows.map((row) => row.value.length));
  const room = LINE - 2 - labelWidth - 2 - 2 - valueWidth;
  const longest = Math.max(...rows.map((row) => row.length), Number.MIN_VALUE);
  return rows.flatMap(({ label, length, value }) => {
    const bar = '#'.repeat(length === 0 ? 0 : Math.max(1, Math.round((length / longest) * room)));
    const [first = '', ...more] = wrap(label, 0, 0, labelWidth);
    const line = `  ${first.padEnd(labelWidth)}  ${bar.padEnd(room)}  ${value.padStart(valueWidth)}`;
    return [line, ...more.map((it) => `  ${it}`)];
  });
}
