import type { GuideView, PersonCard } from '../../../protocol/views.ts';

/** A run of a sentence: `isFilled` where a place was filled, so that it can be set apart. */
export interface Run {
  readonly text: string;
  readonly isFilled: boolean;
}

/** Words to say aloud, or a remark to the caller. */
export interface Line {
  readonly kind: 'say' | 'aside';
  readonly runs: readonly Run[];
}

/** What stands for `{name}` and the like; what is not known has a readable stand-in. */
export type Places = Readonly<Record<string, string>>;

/** A quotation is spoken when it is a sentence and stands by itself: at the start, after a colon or a full stop. */
const SPOKEN = /(^|[:.?!]\s+)([„“"][^“”"]*?[.?!…][“”"])/g;

/**
 * Cuts a wording into what is said aloud and what is a remark, and fills its places.
 *
 * `„Guten Tag, {name}?“ Erst nach dem Ja weiter.` becomes one line to say and one aside.
 */
export function linesOf(text: string, places: Places): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const match of text.matchAll(SPOKEN)) {
    const from = match.index + (match[1]?.length ?? 0);
    pushLine(lines, 'aside', text.slice(at, from), places);
    pushLine(lines, 'say', match[2] ?? '', places);
    at = match.index + match[0].length;
  }
  pushLine(lines, 'aside', text.slice(at), places);
  return lines;
}

/** Fills `{places}` of one text. An unknown place stays as it is, so that the mistake is seen. */
export function filled(text: string, places: Places): Run[] {
  return text
    .split(/(\{\w+\})/)
    .filter((it) => it !== '')
    .map((it) => {
      const value = /^\{\w+\}$/.test(it) ? places[it.slice(1, -1)] : undefined;
      return value === undefined ? { text: it, isFilled: false } : { text: value, isFilled: true };
    });
}

/** A bullet as it is shown: short, and the whole wording for whoever wants it. */
export interface BulletLines {
  readonly lines: readonly Line[];
  readonly full: readonly Line[] | null;
}

/** A station's bullets: those that begin with words to say, and hints, which may quote a sentence in passing. */
export function spokenAndHints(bullets: readonly BulletLines[]): {
  spoken: BulletLines[];
  hints: BulletLines[];
} {
  return {
    spoken: bullets.filter(({ lines }) => lines[0]?.kind === 'say'),
    hints: bullets.filter(({ lines }) => lines[0]?.kind === 'aside'),
  };
}

export function wordingFor(guide: Pick<GuideView, 'address'>, wording: { du: string; sie: string }): string {
  return wording[guide.address];
}

/** `sabine.krueger@example.org` to be spelled: `sabine . krueger @ example . org`. */
export function spelled(email: string): string {
  return email.replace(/[.@_+-]/g, ' $& ');
}

/** What somebody is called by: the first word of a whole name. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** The name as it is said, never with a guessed form of address. */
export function fullName({ givenName, familyName }: Pick<PersonCard, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim();
}

function pushLine(lines: Line[], kind: Line['kind'], text: string, places: Places): void {
  const trimmed = text.trim();
  if (trimmed !== '') lines.push({ kind, runs: filled(trimmed, places) });
}
