import { createHash } from 'node:crypto';
import { headerFields, type SipMessage } from './message.ts';
import { parseParameters, quote, splitOutside } from './syntax.ts';

/** A challenge of a WWW-Authenticate or Proxy-Authenticate header (RFC 8760, RFC 7616). */
export interface Challenge {
  /** The header that answers it. */
  readonly answerHeader: 'authorization' | 'proxy-authorization';
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: Algorithm;
  /** The server offers the protection that counts uses of a nonce. */
  readonly hasQop: boolean;
  /** Only the nonce was too old: the password is not wrong. */
  readonly isStale: boolean;
}
export type Algorithm = 'MD5' | 'SHA-256';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/**
 * The challenges that we answer: of each realm the topmost that we know, as RFC 8760 section 2.4 asks.
 * Empty when there is none that we can answer.
 */
export function challengesOf(response: SipMessage): Challenge[] {
  const all = [
    ...headerFields(response, 'www-authenticate').map((it) => parseChallenge(it, 'authorization')),
    ...headerFields(response, 'proxy-authenticate').map((it) => parseChallenge(it, 'proxy-authorization')),
  ].filter((it) => it !== null);
  const key = ({ answerHeader, realm }: Challenge) => `${answerHeader} ${realm}`;
  return all.filter((it, index) => all.findIndex((other) => key(other) === key(it)) === index);
}

/** Reads one challenge; null for another scheme, another algorithm or a `qop` without `auth`. */
export function parseChallenge(value: string, answerHeader: Challenge['answerHeader']): Challenge | null {
  const scheme = /^\s*digest\s+/i.exec(value)?.[0];
  const pieces = scheme === undefined ? null : splitOutside(value.slice(scheme.length), ',');
  const parameters = pieces && parseParameters(pieces.map((it) => it.trim()).filter((it) => it !== ''));
  const [realm, nonce] = [parameters?.get('realm'), parameters?.get('nonce')];
  const algorithm = algorithmOf(parameters?.get('algorithm') ?? 'MD5');
  if (!parameters || realm === undefined || nonce === undefined || algorithm === null) return null;
  const qop = parameters.get('qop');
  if (qop !== undefined && !offersAuth(qop)) return null;
  return {
    answerHeader,
    realm,
    nonce,
    opaque: parameters.get('opaque') ?? null,
    algorithm,
    hasQop: qop !== undefined,
    isStale: parameters.get('stale')?.toLowerCase() === 'true',
  };
}

/**
 * The value of the Authorization or Proxy-Authorization header that answers a challenge (RFC 7616 section 3.4).
 *
 * @param use `nonceCount`: how often this nonce has been used with this one, 1 or more; `cnonce`: a random text of ours.
 */
export function answerChallenge(
  challenge: Challenge,
  credentials: Credentials,
  use: {
    readonly method: string;
    readonly uri: string;
    readonly nonceCount: number;
    readonly cnonce: string;
  },
): string {
  const { realm, nonce, algorithm, opaque, hasQop } = challenge;
  const nc = use.nonceCount.toString(16).padStart(8, '0');
  const response = digestResponse({ ...challenge, ...credentials, ...use, nc });
  return [
    `Digest username=${quote(credentials.user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(use.uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(hasQop ? ['qop=auth', `nc=${nc}`, `cnonce=${quote(use.cnonce)}`] : []),
    ...(opaque === null ? [] : [`opaque=${quote(opaque)}`]),
  ].join(', ');
}

/** RFC 7616 section 3.4.1; without `qop` as RFC 2069 had it. */
function digestResponse(it: {
  readonly algorithm: Algorithm;
  readonly hasQop: boolean;
  readonly user: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: string;
  readonly method: string;
  readonly uri: string;
  readonly nc: string;
  readonly cnonce: string;
}): string {
  const hash = (text: string) =>
    createHash(it.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const secret = hash(`${it.user}:${it.realm}:${it.password}`);
  const what = hash(`${it.method}:${it.uri}`);
  return it.hasQop
    ? hash(`${secret}:${it.nonce}:${it.nc}:${it.cnonce}:auth:${what}`)
    : hash(`${secret}:${it.nonce}:${what}`);
}

function algorithmOf(text: string): Algorithm | null {
  const name = text.toUpperCase();
  return name === 'MD5' || name === 'SHA-256' ? name : null;
}

function offersAuth(qop: string): boolean {
  return qop.split(',').some((it) => it.trim().toLowerCase() === 'auth');
}
