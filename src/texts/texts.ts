import { type Messages, setupI18n } from '@lingui/core';
import { catalogue, type MessageId } from './catalogue.generated.ts';

export type Locale = 'de' | 'en';
export type { MessageId };

type Values = Readonly<Record<string, string | number | Date>>;

export interface Texts {
  readonly locale: Locale;
  /** The message `id` in this language with its places filled; ICU plural and select work. */
  say(id: MessageId, values?: Values): string;
  /** The same for an id that only the running program knows (an error's code); an unknown id is returned as it is. */
  sayAny(id: string, values?: Values): string;
}

/** The one look-up of texts: German first, English second. A missing English text falls back to German. */
export function createTexts(locale: Locale): Texts {
  // The generated catalogue holds Lingui's compiled messages; its literal type is wider than Lingui's recursive one.
  const messages = { ...catalogue.de, ...catalogue[locale] } as unknown as Messages;
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  const sayAny = (id: string, values: Values = {}) => i18n._(id, values);
  return { locale, say: sayAny, sayAny };
}

/** The language a terminal asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`): English where it says so, German otherwise. */
export function localeOf(language: string | undefined): Locale {
  return language?.toLowerCase().startsWith('en') ? 'en' : 'de';
}
