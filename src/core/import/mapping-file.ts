import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { AppError } from '../app-error.ts';
import { type ColumnTarget, columnTargets } from './column-synonyms.ts';
import type { ColumnMapping } from './map-columns.ts';

/**
 * Reads a mapping file: YAML, one line a column, `"Spalte im Export": phone`.
 *
 * @throws AppError `import.error.mapping-*` with the file and its line.
 */
export function readMappingText(text: string, file: string): ColumnMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken)
    throw new AppError('import.error.mapping-yaml', { file, line: lines.linePos(broken.pos[0]).line });
  if (!isMap(document.contents)) throw new AppError('import.error.mapping-shape', { file, line: 1 });
  const mapping = new Map<string, ColumnTarget>();
  for (const { key, value } of document.contents.items) {
    const at = isScalar(key) ? lines.linePos(key.range?.[0] ?? 0).line : 1;
    if (!isScalar(key) || !isScalar(value))
      throw new AppError('import.error.mapping-shape', { file, line: at });
    const target = columnTargets.find((known) => known === value.value);
    if (!target) {
      throw new AppError('import.error.mapping-target', { file, line: at, known: columnTargets.join(', ') });
    }
    mapping.set(String(key.value), target);
  }
  return mapping;
}
