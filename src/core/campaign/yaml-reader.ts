// Reads a YAML document place by place. Each reader reports what is wrong and gives a stand-in of the right type
// back, so that the reading goes on and all problems come at once; whoever reports anything is never used.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { isIsoDate } from '../calendar/local-time.ts';
import type { IsoDate } from './campaign.ts';
import type { CampaignProblem, ProblemCode } from './campaign-problem.ts';
import { nearestKey } from './nearest-key.ts';

/** A value in the file and where it stands. */
export interface Spot {
  readonly node: unknown;
  readonly offset: number;
  readonly path: string;
  readonly report: Report;
}
type Values = CampaignProblem['values'];
type Report = (offset: number, path: string, code: ProblemCode, values: Values) => void;

/** Characters; the longest real guide has a tenth of it. */
const MOST_CHARACTERS = 500_000;

/** The document's root, or undefined when the text is no YAML; problems are collected in `problems`. */
export function openYaml(text: string, problems: CampaignProblem[]): Spot | undefined {
  const lineCounter = new LineCounter();
  const report: Report = (offset, path, code, values) => {
    const { line, col } = lineCounter.linePos(offset);
    const found = { line: Math.max(line, 1), column: Math.max(col, 1), path, code, values };
    // Two checks may look at the same value: what is wrong with it is said once.
    if (!problems.some((it) => isSame(it, found))) problems.push(found);
  };
  const root = { node: null, offset: 0, path: '', report };
  if (text.length > MOST_CHARACTERS) return refuse(root, 'too-large', { most: MOST_CHARACTERS });
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  // A key that stands twice leaves a readable document: what else is wrong is told in the same breath.
  for (const error of document.errors) report(error.pos[0], '', yamlProblem(error.code), {});
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return undefined;
  if (document.contents === null) return refuse(root, 'empty-file', {});
  const spot = { ...root, node: document.contents, offset: document.contents.range[0] };
  return isMap(document.contents) ? spot : refuse(spot, 'not-a-map', {});
}

/** Where a value stands in a file that was read before: for what is wrong with a thing that it names. */
export function placeOf(yaml: string, keys: readonly string[]): Pick<CampaignProblem, 'line' | 'column'> {
  const lineCounter = new LineCounter();
  const node = parseDocument(yaml, { lineCounter, logLevel: 'error' }).getIn(keys, true);
  const { line, col } = lineCounter.linePos(offsetOf(node, 0));
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function isSame(a: CampaignProblem, b: CampaignProblem): boolean {
  const sameSpot = a.line === b.line && a.column === b.column && a.path === b.path;
  return sameSpot && a.code === b.code && JSON.stringify(a.values) === JSON.stringify(b.values);
}

function refuse(spot: Spot, code: ProblemCode, values: Values): undefined {
  problem(spot, code, values);
}

function yamlProblem(code: string): ProblemCode {
  if (code === 'DUPLICATE_KEY') return 'duplicate-key';
  return code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-syntax';
}

export function problem(spot: Spot, code: ProblemCode, values: Values = {}): void {
  spot.report(spot.offset, spot.path, code, values);
}

/** The values of a map by key. */
export interface Fields {
  readonly spot: Spot;
  /** Undefined when the key is not there. */
  get(key: string): Spot | undefined;
  /** The same, but its absence is a problem. */
  need(key: string): Spot | undefined;
}

/** A map with these keys and no others; a wrong one is told with the key that was probably meant. */
export function fields(spot: Spot | undefined, known: readonly string[]): Fields {
  const found = new Map<string, Spot>();
  if (spot === undefined) return fieldsOf({ node: null, offset: 0, path: '', report: () => {} }, found);
  for (const { key, keySpot, value } of pairs(spot)) {
    if (known.includes(key)) found.set(key, value);
    else reportUnknownKey(keySpot, key, known);
  }
  return fieldsOf(spot, found);
}

function fieldsOf(spot: Spot, found: ReadonlyMap<string, Spot>): Fields {
  const need = (key: string) => {
    if (!found.has(key)) problem(spot, 'missing', { key });
    return found.get(key);
  };
  return { spot, get: (key) => found.get(key), need };
}

function reportUnknownKey(spot: Spot, key: string, known: readonly string[]): void {
  const suggestion = nearestKey(key, known);
  // The key is what the author typed: cut, in case a whole sentence ended up before a colon.
  const shown = key.slice(0, 40);
  if (suggestion === undefined) problem(spot, 'unknown-key', { key: shown, options: known.join(', ') });
  else problem(spot, 'unknown-key-suggestion', { key: shown, suggestion });
}

export interface Pair {
  readonly key: string;
  readonly keySpot: Spot;
  readonly value: Spot;
}

/** The pairs of a map in the file's order, whatever their keys. */
export function pairs(spot: Spot): Pair[] {
  if (!isMap(spot.node)) {
    problem(spot, isAlias(spot.node) ? 'alias' : 'not-a-map');
    return [];
  }
  return spot.node.items.map((item) => {
    const key = isScalar(item.key) ? sourceOf(item.key) : '';
    const path = spot.path === '' ? key : `${spot.path}.${key}`;
    const keySpot = { ...spot, node: item.key, offset: offsetOf(item.key, spot.offset), path };
    return {
      key,
      keySpot,
      value: { ...keySpot, node: item.value, offset: offsetOf(item.value, keySpot.offset) },
    };
  });
}

/** The items of a list, paths counted from 1. */
export function items(spot: Spot | undefined): Spot[] {
  if (spot === undefined) return [];
  if (!isSeq(spot.node)) {
    problem(spot, isAlias(spot.node) ? 'alias' : 'not-a-list');
    return [];
  }
  return spot.node.items.map((node, index) => ({
    ...spot,
    node,
    offset: offsetOf(node, spot.offset),
    path: `${spot.path}[${index + 1}]`,
  }));
}

/** A list, or one value where a list of one is meant. */
export function oneOrMore(spot: Spot | undefined): Spot[] {
  return spot !== undefined && isScalar(spot.node) ? [spot] : items(spot);
}

/** A text as it stands in the file: `01` and `+49…` keep their zero and sign, which YAML would read as numbers. */
export function text(spot: Spot | undefined, most = 2000): string {
  if (spot === undefined) return '';
  if (!isScalar(spot.node)) {
    problem(spot, isAlias(spot.node) ? 'alias' : spot.node === null ? 'empty-text' : 'not-a-text');
    return '';
  }
  const value = sourceOf(spot.node).trim();
  if (value === '') problem(spot, 'empty-text');
  if (value.length > most) problem(spot, 'too-long', { most });
  return value;
}

export function wholeNumber(spot: Spot | undefined, range: Range): number {
  if (spot === undefined) return range.least;
  const value = text(spot);
  const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= range.least && number <= range.most) return number;
  if (value !== '') problem(spot, range.code ?? 'number-range', { least: range.least, most: range.most });
  return range.least;
}
/** Both bounds are allowed; `code` names a bound that comes from law. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly code?: ProblemCode;
}

export function flag(spot: Spot): boolean {
  const value = text(spot).toLowerCase();
  if (['true', 'yes', 'ja'].includes(value)) return true;
  if (!['false', 'no', 'nein', ''].includes(value)) problem(spot, 'not-yes-or-no');
  return false;
}

/** One of the options; `words` are other spellings of them, in lower case. */
export function choice<const Option extends string>(
  spot: Spot | undefined,
  options: readonly [Option, ...Option[]],
  words: Readonly<Record<string, Option>> = {},
): Option {
  if (spot === undefined) return options[0];
  const value = text(spot);
  const found = options.find((option) => option === value) ?? words[value.toLowerCase()];
  if (found === undefined && value !== '') problem(spot, 'unknown-value', { options: options.join(', ') });
  return found ?? options[0];
}

export function date(spot: Spot | undefined): IsoDate {
  if (spot === undefined) return '';
  const value = text(spot);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value);
  const iso = german ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}` : value;
  if (value !== '' && !isIsoDate(iso)) problem(spot, 'not-a-date');
  return iso;
}

/** A short name for commands, addresses and reports: lower-case letters, digits and hyphens. */
export function id(spot: Spot | undefined): string {
  if (spot === undefined) return '';
  const value = text(spot, 60);
  if (value !== '' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) problem(spot, 'bad-id');
  return value;
}

/** The key with its value where the file has it, nothing otherwise: to be spread into an object. */
export function maybe<Key extends string, Value>(
  key: Key,
  from: Fields,
  read: (spot: Spot) => Value,
): { [K in Key]?: Value } {
  const spot = from.get(key);
  // A computed key widens to an index signature: this is the one place that says what it is.
  return (spot === undefined ? {} : { [key]: read(spot) }) as { [K in Key]?: Value };
}

/** Reports each id that another one before it has already. */
export function reportDuplicates(
  named: readonly { readonly id: string; readonly spot: Spot | undefined }[],
): void {
  const seen = new Set<string>();
  for (const { id: name, spot } of named) {
    if (name !== '' && seen.has(name) && spot !== undefined) problem(spot, 'duplicate-id', { id: name });
    seen.add(name);
  }
}

function sourceOf(scalar: { value: unknown; source?: string }): string {
  if (typeof scalar.value === 'string') return scalar.value;
  return scalar.value === null ? '' : (scalar.source ?? String(scalar.value));
}

function offsetOf(node: unknown, otherwise: number): number {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
  return range?.[0] ?? otherwise;
}
