import type { Texts } from '../../../texts/texts-of.ts';

/** Counted in characters, as the server does (NIST SP 800-63B asks for a length and for no other rule). */
export const SHORTEST_PASSWORD = 10;

export type Problems<Key extends string> = Readonly<Partial<Record<Key, string>>>;

/** What is missing before somebody can sign in. */
export function signInProblems(
  { login, password }: { readonly login: string; readonly password: string },
  { say }: Texts,
): Problems<'login' | 'password'> {
  return {
    ...(login.trim() === '' ? { login: say('account.missing.login') } : {}),
    ...(password === '' ? { password: say('account.missing.password') } : {}),
  };
}

/** What is missing before the first account can be made. */
export function setUpProblems(
  it: { readonly code: string; readonly name: string; readonly login: string; readonly password: string },
  { say }: Texts,
): Problems<'code' | 'name' | 'login' | 'password'> {
  const missing = SHORTEST_PASSWORD - [...it.password].length;
  return {
    ...(it.code.trim() === '' ? { code: say('account.missing.code') } : {}),
    ...(it.name.trim() === '' ? { name: say('account.missing.name') } : {}),
    ...(it.login.trim() === '' ? { login: say('account.missing.login') } : {}),
    ...(missing > 0 ? { password: say('account.password.short', { missing }) } : {}),
  };
}

/** Where to go on after signing in: a page of ours that was asked for, never another site's. */
export function safeGoal(wanted: unknown, home: string): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return home;
  return wanted;
}
