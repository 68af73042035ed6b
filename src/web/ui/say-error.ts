import { ServerError } from '../../protocol/client.ts';
import type { Texts } from '../../texts/texts-of.ts';

/** What went wrong and what to do: the server's own sentence, or that it did not answer. */
export function sayError(error: unknown, texts: Texts): string {
  if (error instanceof ServerError && error.message !== '') return error.message;
  return texts.say('web.error.server-away.hint');
}
