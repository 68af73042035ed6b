import { type Client, createClient, type FetchLike, ServerError } from '../../protocol/client.ts';
import { isUnreadable } from './refusal.ts';

/** The session's cookie, kept as a browser keeps it. */
export interface CookieJar {
  cookie: string;
}

/** How long to wait before a server that is away is asked again, in milliseconds of the wall. */
const AGAIN_AFTER_MS = 150;

/**
 * The doors of one server for one caller: keeps the session's cookie, and asks again until the server has answered,
 * since a server that was killed comes back.
 *
 * @param isOver Ends the asking; the last error is then thrown.
 */
export function openDoors(
  baseUrl: string,
  jar: CookieJar,
  { pause, isOver }: { pause: (ms: number) => Promise<void>; isOver: () => boolean },
): Client {
  const fetchWithCookie: FetchLike = async (url, init) => {
    const headers = jar.cookie === '' ? init.headers : { ...init.headers, cookie: jar.cookie };
    const response = await fetch(url, { ...init, headers });
    const [first] = response.headers.getSetCookie();
    if (first !== undefined) jar.cookie = first.split(';', 1)[0] ?? '';
    return response;
  };
  const client = createClient(baseUrl, fetchWithCookie, () => ({ origin: baseUrl }));
  return {
    async call(...asked: Parameters<Client['call']>) {
      for (;;) {
        try {
          return await client.call(...asked);
        } catch (error) {
          const isAway =
            error instanceof ServerError &&
            !isUnreadable(error) &&
            (error.status === 0 || error.status >= 500);
          if (!isAway || isOver()) throw error;
          await pause(AGAIN_AFTER_MS);
        }
      }
    },
    // The generic signature is the client's own; only the loop is added.
  } as Client;
}
