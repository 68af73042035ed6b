import { type Locale, type Texts, textsOf } from '../../texts/texts-of.ts';
import { addresses, genderStyles, plainWording, variantsOf, type Wording } from '../../texts/wording.ts';

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

const WORDING = 'draht.wording';

/** As the server last said it: the first words on the page are already the right ones. */
export function keptWording(kept: Pick<Storage, 'getItem'>): Wording {
  const [address, genderStyle] = (kept.getItem(WORDING) ?? '').split(' ');
  return {
    address: addresses.find((it) => it === address) ?? plainWording.address,
    genderStyle: genderStyles.find((it) => it === genderStyle) ?? plainWording.genderStyle,
  };
}

export function keepWording(kept: Pick<Storage, 'setItem'>, { address, genderStyle }: Wording): void {
  kept.setItem(WORDING, `${address} ${genderStyle}`);
}

/** One language, without the other one and without the terminal's texts. */
export async function loadTexts(locale: Locale, wording: Wording): Promise<Texts> {
  const loads = [all[locale], ...[...asked].map((it) => parts[locale][it])];
  const loaded = await Promise.all(loads.map((it) => it()));
  const said = loaded.map((it) => it.messages);
  worded = await variantsFor(locale, wording);
  return textsOf(locale, Object.assign({}, ...said, ...worded));
}

/** What differs by how one speaks to people, of the language shown: it lies above whatever comes later, too. */
let worded: readonly Messages[] = [];

/** Adds what a page needs besides. */
export async function addTexts(texts: Texts, part: TextPart): Promise<void> {
  asked.add(part);
  const { messages } = await parts[texts.locale][part]();
  texts.add(Object.assign({}, messages, ...worded));
}

async function variantsFor(locale: Locale, wording: Wording): Promise<Messages[]> {
  const wanted = locale === 'de' ? variantsOf(wording) : [];
  if (wanted.length === 0) return [];
  const { variants } = await import('../../texts/variants-de.generated.ts');
  const known: Readonly<Record<string, Messages>> = variants;
  return wanted.map((it) => known[it] ?? {});
}
