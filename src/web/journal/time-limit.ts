import { ServerError } from '../../protocol/client.ts';
import type { BrowserClock } from '../browser-clock.ts';

/** A connection that died without a word answers never: after `ms` it counts as not reached. */
export function withTimeLimit<Answer>(
  clock: Pick<BrowserClock, 'after'>,
  ms: number,
  answer: Promise<Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(noAnswer()));
    answer.then(resolve, reject).finally(cancel);
  });
}

export function noAnswer(): ServerError {
  return new ServerError({ code: 'error.server.unreachable', values: {}, message: '' }, 0);
}

/** Whether the same thing may go well later: the line, the server, or who is signed in must come back first. */
export function mayWorkLater(error: unknown): boolean {
  if (!(error instanceof ServerError)) return false;
  return isLineDown(error) || error.status === 401 || error.code === 'error.shift.none';
}

export function isLineDown({ status }: ServerError): boolean {
  return status === 0 || status === 429 || status >= 500;
}
