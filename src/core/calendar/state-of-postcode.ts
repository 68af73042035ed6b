import type { GermanState } from '../campaign/campaign.ts';
import table from './postcode-states.json' with { type: 'json' };

/**
 * The states a German postcode lies in: mostly one, two or more on a border, none when it is unknown.
 *
 * Where several are named the holidays of all of them hold (DOMAIN L4): rather a day too few than a call on a
 * holiday. For an unknown one the branch's state rules. A code between two known ones was given out later or is a
 * post-office box: it has the states of its neighbours with the same two first digits. Four digits are none of
 * ours: Austria's and Switzerland's look like that.
 *
 * Source and licence of the table: head of `postcode-states.json`.
 */
export function statesOfPostcode(postcode: string): GermanState[] {
  const digits = /^(?:DE?[-\s]*)?(\d{5})$/i.exec(postcode.trim())?.[1];
  if (digits === undefined) return [];
  ranges ??= readRanges();
  const next = ranges.findIndex((it) => it.last >= digits);
  const found = ranges[next];
  if (found !== undefined && found.first <= digits) return [...found.states];
  const neighbours = [ranges.at(next === -1 ? -1 : next - 1), found].filter(
    (it) => it !== undefined && [it.first, it.last].some((code) => code.slice(0, 2) === digits.slice(0, 2)),
  );
  return [...new Set(neighbours.flatMap((it) => it?.states ?? []))];
}

interface Range {
  readonly first: string;
  readonly last: string;
  readonly states: readonly GermanState[];
}

let ranges: readonly Range[] | undefined;

function readRanges(): Range[] {
  return table.ranges.map(([first = '', last = '', states = '']) => ({
    first,
    last,
    // The script that makes the table knows only the sixteen; a test asks for all of them.
    states: states.split('+') as GermanState[],
  }));
}
