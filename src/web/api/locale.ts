import { type Locale, type Texts, textsOf } from '../../texts/texts-of.ts';

const KEY = 'draht.locale';
type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** What the person chose before; else the first of the browser's languages that we have; else German. */
export function chosenLocale(kept: Kept, languages: readonly string[]): Locale {
  const wishes = [kept.getItem(KEY) ?? '', ...languages].map((it) => it.slice(0, 2).toLowerCase());
  return wishes.find((it) => it === 'de' || it === 'en') ?? 'de';
}

export function keepLocale(kept: Kept, locale: Locale): void {
  kept.setItem(KEY, locale);
}

/** One language is one file: the other one and the terminal's texts are not loaded. */
export async function loadTexts(locale: Locale): Promise<Texts> {
  const { messages } =
    locale === 'de'
      ? await import('../../texts/web-de.generated.ts')
      : await import('../../texts/web-en.generated.ts');
  return textsOf(locale, messages);
}
