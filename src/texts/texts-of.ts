import { type Messages, setupI18n } from '@lingui/core';
import type { MessageId } from './catalogue.generated.ts';

export type Locale = 'de' | 'en';
type Values = Readonly<Record<string, string | number | Date>>;

export interface Texts {
  readonly locale: Locale;
  /** The message `id` in this language with its places filled; ICU plural and select work. */
  say(id: MessageId, values?: Values): string;
  /** The same for an id that only the running program knows (an error's code); an unknown id is returned as it is. */
  sayAny(id: string, values?: Values): string;
  /** More compiled messages of the same language. */
  add(compiled: Readonly<Record<string, unknown>>): void;
}

/** The look-up over compiled messages that are already there: all of them in a terminal, one language in a browser. */
export function textsOf(locale: Locale, compiled: Readonly<Record<string, unknown>>): Texts {
  const i18n = setupI18n({ locale, messages: { [locale]: messagesOf(compiled) } });
  const sayAny = (id: string, values: Values = {}) => i18n._(id, values);
  return { locale, say: sayAny, sayAny, add: (more) => i18n.load(locale, messagesOf(more)) };
}

/** Lingui's compiled messages, whose type is recursive and narrower than what a generated file can say. */
function messagesOf(compiled: Readonly<Record<string, unknown>>): Messages {
  return compiled as unknown as Messages;
}
