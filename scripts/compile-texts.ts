// Compiles src/texts/{de,en}/*.po into src/texts/catalogue.generated.ts. One PO file per area; ids are keys such as
// `import.error.empty-file`. Run by `npm run texts`; a test fails when the committed catalogue is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import PO from 'pofile';

const folder = new URL('../src/texts/', import.meta.url);
const target = new URL('catalogue.generated.ts', folder);

export function compileCatalogue(): string {
  const catalogue: Record<string, Record<string, unknown>> = {};
  for (const locale of ['de', 'en']) {
    const messages: Record<string, unknown> = {};
    const files = readdirSync(new URL(`${locale}/`, folder))
      .filter((name) => name.endsWith('.po'))
      .sort();
    for (const file of files) {
      for (const item of PO.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8')).items) {
        const text = item.msgstr[0] ?? '';
        if (item.msgid in messages) throw new Error(`${locale}/${file}: ${item.msgid} stands twice`);
        if (text === '') throw new Error(`${locale}/${file}: ${item.msgid} has no text`);
        messages[item.msgid] = compileMessage(text);
      }
    }
    catalogue[locale] = Object.fromEntries(Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  const lines = Object.entries(catalogue).map(
    ([locale, messages]) =>
      `  ${locale}: {\n${Object.entries(messages)
        .map(([id, message]) => `    ${JSON.stringify(id)}: ${JSON.stringify(message)},\n`)
        .join('')}  },\n`,
  );
  return `// Made by \`npm run texts\` from the PO files beside it. Do not edit.\nexport const catalogue = {\n${lines.join('')}};\nexport type MessageId = keyof typeof catalogue.de;\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, compileCatalogue());
