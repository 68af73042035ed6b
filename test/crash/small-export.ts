import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Callee } from './nothing-lost.ts';

const SAMPLE = join(import.meta.dirname, '../../examples/sachsen');
const OTHERS = 40;

/**
 * Writes a small export for the sample's campaign: its first selected members and some whom the selection leaves out.
 *
 * @param isWanted Leaves out more. @returns the selected ones.
 */
export function writeSmallExport(
  file: string,
  most = 60,
  isWanted: (callee: Callee) => boolean = () => true,
): readonly Callee[] {
  const { members } = JSON.parse(readFileSync(join(SAMPLE, 'erwartet.json'), 'utf8')) as {
    members: Callee[];
  };
  const callees = members.filter(isWanted).slice(0, most);
  const wanted = new Set(callees.map((it) => it.memberNumber));
  const selected = new Set(members.map((it) => it.memberNumber));
  // Latin-1 keeps every byte of the Windows-1252 file.
  const text = readFileSync(join(SAMPLE, 'mitglieder.csv'), 'latin1');
  const [heading = [], ...lines] = parse(text, {
    delimiter: ';',
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const number = heading.indexOf('Mitgliedsnummer');
  const others = lines.filter((it) => !selected.has(it[number] ?? '')).slice(0, OTHERS);
  const chosen = [heading, ...lines.filter((it) => wanted.has(it[number] ?? '')), ...others];
  const quoted = chosen.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));
  writeFileSync(file, quoted.join('\r\n'), 'latin1');
  return callees;
}

/** What the network alone makes true of these members. */
export function smallTruth(callees: readonly Callee[]) {
  // Each entry names its behaviour (examples/sachsen/README.md).
  const network = JSON.parse(readFileSync(join(SAMPLE, 'netz.json'), 'utf8')) as Record<
    string,
    { behaviour: string }
  >;
  const behaviours = callees.map((it) => it.numbers.map((number) => network[number]?.behaviour));
  const reached = behaviours.filter((it) => it.includes('person')).length;
  const outOfDate = behaviours.filter((it) => it.every((one) => one === 'not-in-service')).length;
  return { selected: callees.length, reached, outOfDate, neverReached: callees.length - reached - outOfDate };
}
