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

/** Texts of pages that few open; all others come at once. */
export type TextPart = 'organiser' | 'practice';

type Messages = Readonly<Record<string, unknown>>;
type Load = () => Promise<{ readonly messages: Messages }>;

const all: Readonly<Record<Locale, Load>> = {
  de: () => import('../../texts/web-de.generated.ts'),
  en: () => import('../../texts/web-en.generated.ts'),
};
const parts: Readonly<Record<Locale, Readonly<Record<TextPart, Load>>>> = {
  de: {
    organiser: () => import('../../texts/web-de-organiser.generated.ts'),
    practice: () => import('../../texts/web-de-practice.generated.ts'),
  },
  en: {
    organiser: () => import('../../texts/web-en-organiser.generated.ts'),
    practice: () => import('../../texts/web-en-practice.generated.ts'),
  },
};
/** Parts that a page has asked for: another language brings them, too. */
const asked = new Set<TextPart>();

/** One language, without the other one and without the terminal's texts. */
export async function loadTexts(locale: Locale): Promise<Texts> {
  const loads = [all[locale], ...[...asked].map((it) => parts[locale][it])];
  const loaded = await Promise.all(loads.map((it) => it()));
  return textsOf(locale, Object.assign({}, ...loaded.map((it) => it.messages)));
}

/** Adds what a page needs besides. */
export async function addTexts(texts: Texts, part: TextPart): Promise<void> {
  asked.add(part);
  texts.add((await parts[texts.locale][part]()).messages);
}
