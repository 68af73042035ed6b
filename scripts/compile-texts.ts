// Compiles src/texts/{de,en}/*.po into src/texts/catalogue.generated.ts, and what a browser shows into one file for
// each language. One PO file per area; ids are keys such as `import.error.empty-file`. Run by `npm run texts`; a test
// fails when a compiled file is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import PO from 'pofile';

const folder = new URL('../src/texts/', import.meta.url);
const locales = ['de', 'en'] as const;
type Locale = (typeof locales)[number];

/** Areas that the pages use, by the part they are loaded with; all others stay with the command line. */
const webAreas = {
  all: [
    ...['journal', 'talk', 'arrive', 'web', 'everywhere', 'caller', 'audio', 'account', 'queue', 'phone'],
    ...['outcome', 'preview', 'practice-link'],
  ],
  organiser: ['board', 'pacing', 'report', 'report-page'],
  practice: ['practice', 'practice-web'],
} as const;
export type WebPart = keyof typeof webAreas;
export const webParts = Object.keys(webAreas) as WebPart[]; // The keys as they stand above.

const NOTE = '// Made by `npm run texts` from the PO files beside it. Do not edit.\n';

export function compileCatalogue(): string {
  const parts = locales.map((locale) => `  ${locale}: {\n${lines(compiled(locale, areas(locale)), 4)}  },\n`);
  return `${NOTE}export const catalogue = {\n${parts.join('')}};\nexport type MessageId = keyof typeof catalogue.de;\n`;
}

/** One language of the pages, or of some: a page loads this and nothing else. */
export function compileWebMessages(locale: Locale, part: WebPart): string {
  const here = webAreas[part].filter((area) => existsSync(new URL(`${locale}/${area}.po`, folder)));
  return `${NOTE}export const messages = {\n${lines(compiled(locale, here), 2)}};\n`;
}

/** Where it stands, beside the PO files. */
export function webFile(locale: Locale, part: WebPart): string {
  return part === 'all' ? `web-${locale}.generated.ts` : `web-${locale}-${part}.generated.ts`;
}

/** Texts that differ by how one speaks to people (src/texts/wording.ts): `id@sie`, by variant. Only German has some. */
export function compileVariants(): string {
  const of = new Map<string, [string, unknown][]>();
  for (const [id, text] of compiledFile('variants/de.po')) {
    const [plain = '', variant = ''] = id.split('@');
    of.set(variant, [...(of.get(variant) ?? []), [plain, text]]);
  }
  const parts = [...of].map(([variant, them]) => `  ${JSON.stringify(variant)}: {\n${lines(them, 4)}  },\n`);
  return `${NOTE}export const variants = {\n${parts.join('')}};\n`;
}

function compiledFile(file: string): [string, unknown][] {
  const items = PO.parse(readFileSync(new URL(file, folder), 'utf8')).items;
  const messages = items.map((it): [string, unknown] => [it.msgid, compileMessage(it.msgstr[0] ?? '')]);
  return messages.sort(([a], [b]) => (a < b ? -1 : 1));
}

function compiled(locale: Locale, areas: readonly string[]): [string, unknown][] {
  const messages = new Map<string, unknown>();
  for (const area of areas) {
    const file = `${locale}/${area}.po`;
    for (const item of PO.parse(readFileSync(new URL(file, folder), 'utf8')).items) {
      const text = item.msgstr[0] ?? '';
      if (messages.has(item.msgid)) throw new Error(`${file}: ${item.msgid} stands twice`);
      if (text === '') throw new Error(`${file}: ${item.msgid} has no text`);
      messages.set(item.msgid, compileMessage(text));
    }
  }
  return [...messages].sort(([a], [b]) => (a < b ? -1 : 1));
}

function lines(messages: [string, unknown][], indent: number): string {
  const space = ' '.repeat(indent);
  return messages.map(([id, it]) => `${space}${JSON.stringify(id)}: ${JSON.stringify(it)},\n`).join('');
}

function areas(locale: Locale): string[] {
  return readdirSync(new URL(`${locale}/`, folder))
    .filter((name) => name.endsWith('.po'))
    .map((name) => name.slice(0, -'.po'.length))
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('catalogue.generated.ts', folder), compileCatalogue());
  writeFileSync(new URL('variants-de.generated.ts', folder), compileVariants());
  for (const locale of locales)
    for (const part of webParts)
      writeFileSync(new URL(webFile(locale, part), folder), compileWebMessages(locale, part));
}
