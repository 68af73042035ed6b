// The small pieces of RFC 3261 section 25.1 that several headers share. All of them cost one pass over the text,
// and none of them throws: what does not parse is null.

/** Letters of a token, RFC 3261 section 25.1. */
const TOKEN = /^[\w.!%*+`'~-]+$/;

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Splits at a separator that stands neither in a quoted string nor between angle brackets. */
export function splitOutside(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isBracketed = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (isQuoted && letter === '\\') index++;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter === '<') isBracketed = true;
    else if (letter === '>') isBracketed = false;
    else if (letter === separator && !isBracketed) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** Parameters by their name in small letters; one without a value has the empty text. */
export type Parameters = ReadonlyMap<string, string>;

/** Reads `name=value` pieces, `;` already split off; null when one of them is not a parameter. */
export function parseParameters(pieces: readonly string[]): Parameters | null {
  const parameters = new Map<string, string>();
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    const name = (equals < 0 ? piece : piece.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? '' : unquote(piece.slice(equals + 1).trim());
    if (!isToken(name) || value === null || (equals >= 0 && value === '' && !piece.includes('"')))
      return null;
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** The content of a quoted string, or the text itself when it is not quoted; null when the quotes do not match. */
export function unquote(text: string): string | null {
  if (!text.startsWith('"')) return /["<>,;\s]/.test(text) ? null : text;
  return quotedStringEnd(text) === text.length ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : null;
}

/** The content of a text as a quoted string (RFC 3261 section 25.1): `"` and `\` are escaped, line ends left out. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n]+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/** Where a quoted string that starts the text ends (the index behind its last quote); -1 when it never does. */
export function quotedStringEnd(text: string): number {
  for (let index = 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index + 1;
  }
  return -1;
}

/** A whole number of at most `most`, written in digits alone; null when it is not. */
export function parseWhole(text: string, most: number): number | null {
  // Leading zeros are fine ("0068"), thousands of digits are not worth a look.
  if (!/^\d{1,40}$/.test(text)) return null;
  const number = Number(text);
  return number <= most ? number : null;
}
