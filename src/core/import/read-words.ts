import type { StatusKind } from './list-row.ts';

/** Whether a do-not-call cell blocks: anything but empty and a plain no does (DOMAIN 7.2), also what nobody foresaw. */
export function meansDoNotCall(cell: string): boolean {
  return cell !== '' && !noBlock.has(cell.toLowerCase());
}

/** `falsch` is how a German Excel writes FALSE. */
const noBlock = new Set(['nein', '0', '-', 'no', 'false', 'falsch']);

/** Yes, no, or undefined for a word that is neither. */
export function readYesNo(cell: string): boolean | undefined {
  const word = cell.toLowerCase().replace(/\.$/, '');
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

const yes = new Set(['ja', 'j', 'yes', 'y', 'x', '1', 'true', 'wahr', 'abonniert', 'subscribed']);
const no = new Set(['nein', 'n', 'no', '0', '-', 'false', 'falsch', 'abbestellt', 'unsubscribed']);

/** Which kind of status a membership programme's word means; `unknown` where it says nothing to us. */
export function readStatus(cell: string): StatusKind {
  const word = cell.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
  return statusWords.find(([pattern]) => pattern.test(word))?.[1] ?? 'unknown';
}

/** First match wins: `Fördermitglied` before `Mitglied`, `inaktiv` before `aktiv`. */
const statusWords: readonly (readonly [RegExp, StatusKind])[] = [
  [/verstorb|gestorben|deceased|^tot$/, 'deceased'],
  [/ausgeschloss|gestrich|streichung|removed|excluded|expelled/, 'removed'],
  [/ausgetret|austritt|gekundigt|kundigung|resigned|cancell?ed|expired|ehemalig|former/, 'resigned'],
  [/ruhend|ruht|inaktiv|inactive|pausier|dormant|suspended/, 'dormant'],
  [/forder|foerder|sympathi|unterstutz|unterstuetz|supporter|^gast/, 'supporter'],
  [
    /^(aktiv(es mitglied|e|es)?|active|mitglied|member|current|new|grace|vollmitglied|ordentliches mitglied)$/,
    'active',
  ],
];

/** `Deutsch`, `de`, `de_DE`, `German` as `de`; undefined for a word that we do not know as a language. */
export function readLanguage(cell: string): string | undefined {
  const word = cell.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').trim();
  const code = /^([a-z]{2})([-_][a-z]{2})?$/.exec(word)?.[1];
  return code ?? languageWords[word];
}

const languageWords: Readonly<Record<string, string>> = {
  ...{ deutsch: 'de', german: 'de', englisch: 'en', english: 'en', franzosisch: 'fr', french: 'fr' },
  ...{ spanisch: 'es', spanish: 'es', italienisch: 'it', italian: 'it', polnisch: 'pl', polish: 'pl' },
  ...{ tschechisch: 'cs', czech: 'cs', russisch: 'ru', russian: 'ru', ukrainisch: 'uk', ukrainian: 'uk' },
  ...{ turkisch: 'tr', tuerkisch: 'tr', turkish: 'tr', arabisch: 'ar', arabic: 'ar', kurdisch: 'ku' },
  ...{ kurdish: 'ku', persisch: 'fa', farsi: 'fa', persian: 'fa', rumanisch: 'ro', romanian: 'ro' },
  ...{ portugiesisch: 'pt', portuguese: 'pt', vietnamesisch: 'vi', vietnamese: 'vi', griechisch: 'el' },
  ...{ greek: 'el', niederlandisch: 'nl', dutch: 'nl', ungarisch: 'hu', hungarian: 'hu' },
};
