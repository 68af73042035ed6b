import { type SourceFile, withoutComments } from './source-files.ts';

type Catalogue = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The places `{line}` of a message as Lingui compiled it, sorted. A `select` only chooses between wordings, which one
 * language may need (German: ein Fünftel, einem Fünftel) and the other not: it does not count.
 */
export function placeholders(message: unknown): string[] {
  const names = new Set<string>();
  collect(message, names);
  return [...names].sort();
}

// A place is ['name'], ['name', 'date'] or ['count', 'plural', { one: […], other: […] }].
function collect(message: unknown, names: Set<string>): void {
  if (!Array.isArray(message)) return;
  for (const part of message) {
    if (!Array.isArray(part)) continue;
    if (part[1] !== 'select') names.add(String(part[0]));
    const choices: unknown = part[2];
    if (typeof choices === 'object' && choices !== null)
      for (const choice of Object.values(choices)) collect(choice, names);
  }
}

/** Ids that one language lacks, and ids whose places differ between the two. */
export function catalogueProblems({ de = {}, en = {} }: Catalogue): string[] {
  const ids = [...new Set([...Object.keys(de), ...Object.keys(en)])].sort();
  return ids.flatMap((id) => {
    if (!(id in de)) return [`${id}: has no German text`];
    if (!(id in en)) return [`${id}: has no English text`];
    const [german, english] = [placeholders(de[id]).join(', '), placeholders(en[id]).join(', ')];
    return german === english ? [] : [`${id}: {${german}} in German, {${english}} in English`];
  });
}

/** Ids that stand in the code, whole or up to their first place, and lead nowhere. */
export function idProblems(file: SourceFile, ids: readonly string[]): string[] {
  const areas = [...new Set(ids.map((id) => id.split('.')[0]))].join('|');
  const code = withoutComments(file.text).replaceAll('"', "'");
  const whole = [...code.matchAll(new RegExp(`'((?:${areas})(?:\\.[a-z0-9-]+)+)'`, 'g'))]
    .map((match) => match[1] ?? '')
    .filter((id) => !/\.(ts|json|yaml|po|csv|md|log|sql|key|sh)$/.test(id) && !ids.includes(id));
  const begun = [...code.matchAll(new RegExp(`\`((?:${areas})\\.(?:[a-z0-9-]+\\.)*)\\$\\{`, 'g'))]
    .map((match) => match[1] ?? '')
    .filter((start) => !ids.some((id) => id.startsWith(start)));
  return [...whole, ...begun.map((start) => `${start}…`)].map((id) => `${file.path}: no message ${id}`);
}
