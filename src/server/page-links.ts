import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localeOf } from '../texts/texts.ts';

/** As the build writes it (vite.config.ts): names of files in its folder. */
interface BuiltLinks {
  readonly pages: Readonly<Record<string, readonly string[]>>;
  readonly texts: Readonly<Record<'de' | 'en', string>>;
}

/** What every page asks first. It says nothing in any language, so the page's question is the very same. */
const FIRST_QUESTION = '</api/installation>; rel=preload; as=fetch; crossorigin';

/**
 * What a page needs besides the scripts and styles that index.html names, as a `Link` header (RFC 8288): a browser asks for
 * all of it at once, and not for one after the other has run.
 *
 * @param folder of the build, with its `page-links.json`.
 * @returns by path of a page and `accept-language`; undefined where the build knows no such page.
 */
export function pageLinks(
  folder: string,
): (path: string, languages: string | undefined) => string | undefined {
  const file = join(folder, 'page-links.json');
  if (!existsSync(file)) return () => undefined;
  // Written by our own build.
  const { pages, texts }: BuiltLinks = JSON.parse(readFileSync(file, 'utf8'));
  return (path, languages) => {
    const names = pages[path];
    if (names === undefined) return undefined;
    return [...[...names, texts[localeOf(languages ?? '')]].map(linkTo), FIRST_QUESTION].join(', ');
  };
}

function linkTo(name: string): string {
  return `</${name}>; rel=${name.endsWith('.css') ? 'preload; as=style' : 'modulepreload'}; crossorigin`;
}
