/** RFC 3261 section 7.3.3 and the registry of compact forms. */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
};
const COMPACT_NAMES = new Map(Object.entries(COMPACT));

const WRITTEN = new Map([
  ['call-id', 'Call-ID'],
  ['cseq', 'CSeq'],
  ['mime-version', 'MIME-Version'],
  ['rack', 'RAck'],
  ['rseq', 'RSeq'],
  ['www-authenticate', 'WWW-Authenticate'],
  ['min-se', 'Min-SE'],
]);

/** The one name by which a header is known here: long and in small letters. */
export function longName(name: string): string {
  const small = name.toLowerCase();
  return COMPACT_NAMES.get(small) ?? small;
}

/** As the RFCs write it: some old peers compare letter by letter. */
export function writtenName(name: string): string {
  return WRITTEN.get(name) ?? name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}
