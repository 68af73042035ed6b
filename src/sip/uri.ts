import { parseWhole } from './syntax.ts';

/** A `sip:` or `sips:` URI (RFC 3261 section 19.1.1), as written: escapes stay escaped. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  readonly user: string | null;
  readonly password: string | null;
  /** A name, an IPv4 address, or an IPv6 address with its brackets. */
  readonly host: string;
  readonly port: number | null;
  /** By name in small letters; one without a value has the empty text. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What follows the question mark, as written. */
  readonly headers: string | null;
}

const USER = /^(?:[\w.!~*'()&=+$,;?/-]|%[0-9a-f]{2})+$/i;
const PASSWORD = /^(?:[\w.!~*'()&=+$,-]|%[0-9a-f]{2})*$/i;
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i;
const PARAMETER = /^(?:[\w.!~*'()[\]/:&+$-]|%[0-9a-f]{2})+$/i;

/** Reads a `sip:` or `sips:` URI; null when it is none. */
export function parseUri(text: string): SipUri | null {
  const scheme = /^(sips?):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  const rest = text.slice(scheme.length + 1);
  const at = rest.indexOf('@');
  const userInfo = at < 0 ? { user: null, password: null } : parseUserInfo(rest.slice(0, at));
  const [address = '', ...more] = cut(rest.slice(at + 1), '?');
  const [hostPort = '', ...pieces] = address.split(';');
  const where = parseHostPort(hostPort);
  const parameters = parseUriParameters(pieces);
  if (userInfo === null || where === null || parameters === null) return null;
  return {
    scheme: scheme === 'sip' ? 'sip' : 'sips',
    ...userInfo,
    ...where,
    parameters,
    headers: more[0] ?? null,
  };
}

export function formatUri(uri: SipUri): string {
  const password = uri.password === null ? '' : `:${uri.password}`;
  const user = uri.user === null ? '' : `${uri.user}${password}@`;
  const port = uri.port === null ? '' : `:${uri.port}`;
  const parameters = [...uri.parameters].map(([name, value]) =>
    value === '' ? `;${name}` : `;${name}=${value}`,
  );
  const headers = uri.headers === null ? '' : `?${uri.headers}`;
  return `${uri.scheme}:${user}${uri.host}${port}${parameters.join('')}${headers}`;
}

/** `host`, `host:port` or `[v6]:port`; null when it is none of these. */
export function parseHostPort(text: string): { host: string; port: number | null } | null {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[1] ?? '';
  if (match === null || !HOST.test(host)) return null;
  if (match[2] === undefined) return { host, port: null };
  const port = parseWhole(match[2], 65_535);
  return port === null ? null : { host, port };
}

function parseUserInfo(text: string): { user: string; password: string | null } | null {
  const [user = '', ...password] = cut(text, ':');
  if (!USER.test(user) || !PASSWORD.test(password[0] ?? '')) return null;
  return { user, password: password[0] ?? null };
}

function parseUriParameters(pieces: readonly string[]): Map<string, string> | null {
  const parameters = new Map<string, string>();
  for (const piece of pieces) {
    const [name = '', ...value] = cut(piece, '=');
    if (!PARAMETER.test(name) || (value[0] !== undefined && !PARAMETER.test(value[0]))) return null;
    parameters.set(name.toLowerCase(), value[0] ?? '');
  }
  return parameters;
}

/** Before and, where the mark is there, behind its first place. */
function cut(text: string, mark: string): string[] {
  const index = text.indexOf(mark);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
