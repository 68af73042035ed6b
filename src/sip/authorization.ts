import { answerChallenge, type Challenge, type Credentials, challengesOf } from './digest.ts';
import type { HeaderField, SipMessage } from './message.ts';

/** What we answer when we are asked who we are, for one call (RFC 3261 section 22). */
export interface Authorization {
  /** Takes the challenges of a 401 or 407. @returns whether trying again makes sense: not when our password was refused. */
  take(response: SipMessage): boolean;
  /** The headers for a request; each call of it counts a use of the nonces. */
  headersFor(request: { readonly method: string; readonly uri: string }): HeaderField[];
}

/** A call passes few proxies; who asks more often than this will not stop asking. */
const MOST_ANSWERS = 5;

export function authorization(credentials: Credentials | null, randomToken: () => string): Authorization {
  const challenges = new Map<string, Challenge>();
  const uses = new Map<string, number>();
  let answers = 0;

  const isNew = (challenge: Challenge): boolean => {
    const known = challenges.get(keyOf(challenge));
    // RFC 3261 section 22.2: the same question again means a wrong password, unless only the nonce was stale.
    return known === undefined || (challenge.isStale && known.nonce !== challenge.nonce);
  };
  return {
    take(response) {
      const asked = challengesOf(response);
      if (credentials === null || asked.length === 0 || !asked.every(isNew)) return false;
      for (const challenge of asked) challenges.set(keyOf(challenge), challenge);
      answers++;
      return answers <= MOST_ANSWERS;
    },
    headersFor({ method, uri }) {
      if (credentials === null) return [];
      return [...challenges.values()].map((challenge) => {
        const nonceCount = (uses.get(challenge.nonce) ?? 0) + 1;
        uses.set(challenge.nonce, nonceCount);
        const use = { method, uri, nonceCount, cnonce: randomToken() };
        return { name: challenge.answerHeader, value: answerChallenge(challenge, credentials, use) };
      });
    },
  };
}

function keyOf({ answerHeader, realm }: Challenge): string {
  return `${answerHeader} ${realm}`;
}
