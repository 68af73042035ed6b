import { ServerError } from '../../protocol/client.ts';

/** "It stands otherwise": a step that came too late, or a call that a killed server has given up. */
const LATE = 409;
/** The live connection was closed on purpose: no hello of that protocol, not signed in, no right. */
const REFUSED_CODES: readonly number[] = [4400, 4401, 4403];

/**
 * Why caller and server will never understand each other; null for what may go well the next time.
 *
 * A server that is away comes back, and a step that is too late is not needed any more. Whatever else is refused, or
 * cannot be read, would be so for ever.
 *
 * @returns a code, and never what the server has said.
 */
export function refusalOf(error: unknown): string | null {
  if (error instanceof ServerError) {
    if (isUnreadable(error)) return 'unreadable';
    return error.status >= 400 && error.status < 500 && error.status !== LATE
      ? `${error.status} ${error.code}`
      : null;
  }
  // Node's fetch, when nobody is there.
  if (error instanceof TypeError && error.message === 'fetch failed') return null;
  return error instanceof Error ? error.name : 'error';
}

/** An answer that came, and was no JSON. */
export function isUnreadable({ cause }: ServerError): boolean {
  return cause instanceof SyntaxError;
}

/** Why the live connection will never stand; null when the server may only have been away. */
export function refusalOfLine(closeCode: number): string | null {
  return REFUSED_CODES.includes(closeCode) ? `live ${closeCode}` : null;
}
