import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface FirstLoad {
  /** HTML, JS and CSS that a browser needs before the page stands, each as it is sent: gzipped, in bytes. */
  readonly files: readonly { readonly name: string; readonly gzipBytes: number }[];
  readonly gzipBytes: number;
}

/**
 * What the built pages load for one page: index.html, its script and styles, the page's chunk with whatever these
 * import, and the German texts. Fonts come apart: the page is read before they are there.
 *
 * @param folder of the build. @param chunk `shift-page`, as routes.ts imports it.
 * @throws when the build has no such chunk, or two.
 */
export function firstLoad(folder: string, chunk: string): FirstLoad {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const linked = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(
    (it) => it[1] ?? '',
  );
  const found = new Set(linked.filter((it) => it.endsWith('.css')));
  for (const name of linked) follow(folder, name, found);
  for (const name of needsOf(folder, [...found], chunk)) follow(folder, name, found);
  follow(folder, chunkOf(folder, 'web-de.generated'), found);
  const names = ['index.html', ...found];
  const files = names.map((name) => ({ name, gzipBytes: gzipSync(readFileSync(join(folder, name))).length }));
  return { files, gzipBytes: files.reduce((sum, it) => sum + it.gzipBytes, 0) };
}

function chunkOf(folder: string, name: string): string {
  const all = readdirSync(join(folder, 'assets'));
  const [file, second] = all.filter((it) => it.startsWith(`${name}-`) && it.endsWith('.js'));
  if (file === undefined || second !== undefined) throw new Error(`${name}: ${file} and ${second}`);
  return `assets/${file}`;
}

/** A chunk and all that it imports at once. */
function follow(folder: string, name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  if (!name.endsWith('.js')) return;
  const code = readFileSync(join(folder, name), 'utf8');
  for (const [, target] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    follow(folder, `assets/${target}`, found);
}

/** Vite names what a page needs where it is imported: ``import(`./a.js`)…__vite__mapDeps([0,1])`` of one list. */
function needsOf(folder: string, names: readonly string[], chunk: string): string[] {
  for (const name of names.filter((it) => it.endsWith('.js'))) {
    const code = readFileSync(join(folder, name), 'utf8');
    const call = new RegExp(`import\\([\`"]\\./${chunk}-[^)]+\\).*?__vite__mapDeps\\(\\[([\\d,]+)\\]`).exec(
      code,
    );
    if (call === null) continue;
    const list = /m\.f=\[([^\]]*)\]/.exec(code)?.[1] ?? '';
    const all = [...list.matchAll(/"([^"]+)"/g)].map((it) => it[1] ?? '');
    return (call[1] ?? '').split(',').map((place) => all[Number(place)] ?? '');
  }
  throw new Error(`${chunk}: no page of the build imports it`);
}
