import { catalogue, type MessageId } from './catalogue.generated.ts';
import { type Locale, type Texts, textsOf } from './texts-of.ts';
import { variants } from './variants-de.generated.ts';
import { plainWording, variantsOf, type Wording } from './wording.ts';

export type { Locale, MessageId, Texts };

/** The one look-up of texts: German first, English second. A missing English text falls back to German. */
export function createTexts(locale: Locale, wording: Wording = plainWording): Texts {
  const texts = textsOf(locale, { ...catalogue.de, ...catalogue[locale] });
  const all: Readonly<Record<string, Readonly<Record<string, unknown>>>> = variants;
  if (locale === 'de') for (const it of variantsOf(wording)) texts.add(all[it] ?? {});
  return texts;
}

/** The language a terminal asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`): English where it says so, German otherwise. */
export function localeOf(language: string | undefined): Locale {
  return language?.toLowerCase().startsWith('en') ? 'en' : 'de';
}
