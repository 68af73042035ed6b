import {
  isToken,
  type Parameters,
  parseParameters,
  quotedStringEnd,
  splitOutside,
  unquote,
} from './syntax.ts';

/** What From, To, Contact, Route and Record-Route hold (RFC 3261 section 20.10). */
export interface NameAddr {
  readonly displayName: string | null;
  /** As written; of any scheme. */
  readonly uri: string;
  /** Parameters of the header, not of the URI: `tag` above all. */
  readonly parameters: Parameters;
}

/** Reads one value of such a header; null when it is none. */
export function parseNameAddr(text: string): NameAddr | null {
  const value = text.trim();
  const bracket = value.startsWith('"') ? indexBehindQuotes(value) : value.indexOf('<');
  return bracket < 0 ? parseAddrSpec(value) : parseBracketed(value, bracket);
}

/** Without angle brackets a semicolon begins the header's parameters, and comma and question mark may not be there (section 20). */
function parseAddrSpec(value: string): NameAddr | null {
  const [uri = '', ...pieces] = splitOutside(value, ';');
  const parameters = parseParameters(pieces);
  if (parameters === null || /[,?"]/.test(uri) || !isAbsoluteUri(uri.trim())) return null;
  return { displayName: null, uri: uri.trim(), parameters };
}

function parseBracketed(value: string, bracket: number): NameAddr | null {
  const displayName = parseDisplayName(value.slice(0, bracket).trim());
  const end = value.indexOf('>', bracket);
  const [before = '', ...pieces] = splitOutside(value.slice(end + 1), ';');
  const parameters = parseParameters(pieces);
  // Spaces inside the brackets are wrong, but clear (RFC 4475 section 3.1.2.14 lets us forgive them).
  const uri = value.slice(bracket + 1, end).trim();
  if (end < 0 || displayName === undefined || parameters === null || before.trim() !== '') return null;
  return isAbsoluteUri(uri) ? { displayName, uri, parameters } : null;
}

function parseDisplayName(text: string): string | null | undefined {
  if (text === '') return null;
  if (text.startsWith('"')) return unquote(text) ?? undefined;
  return text.split(/\s+/).every(isToken) ? text : undefined;
}

function indexBehindQuotes(value: string): number {
  const end = quotedStringEnd(value);
  return end < 0 ? -1 : value.indexOf('<', end);
}

function isAbsoluteUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(text);
}
