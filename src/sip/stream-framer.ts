import { longName } from './header-names.ts';
import { parseWhole } from './syntax.ts';

/** Cuts a stream into messages (RFC 3261 section 18.3: by Content-Length, which a stream must have). */
export interface StreamFramer {
  /** Messages that are whole with these bytes; `broken` when nobody can tell any more where the next one begins. */
  push(bytes: Uint8Array): { readonly messages: readonly Uint8Array[]; readonly isBroken: boolean };
}

const MOST_HEAD_BYTES = 64 * 1024;
const MOST_BODY_BYTES = 1024 * 1024;

export function streamFramer(): StreamFramer {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    push(bytes) {
      rest = rest.length === 0 ? bytes : joined(rest, bytes);
      const messages: Uint8Array[] = [];
      for (;;) {
        rest = rest.subarray(lineEndsAtStart(rest));
        const length = messageLength(rest);
        if (length === 'broken') return { messages, isBroken: true };
        if (length === 'unknown' || length > rest.length) return { messages, isBroken: false };
        messages.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
    },
  };
}

function messageLength(bytes: Uint8Array): number | 'unknown' | 'broken' {
  const head = headLength(bytes);
  if (head < 0) return bytes.length > MOST_HEAD_BYTES ? 'broken' : 'unknown';
  const lines = new TextDecoder().decode(bytes.subarray(0, head)).split('\r\n');
  const lengths = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 && longName(line.slice(0, colon).trim()) === 'content-length'
      ? [line.slice(colon + 1).trim()]
      : [];
  });
  if (lengths.length === 0) return 'broken';
  const body = parseWhole(lengths[0] ?? '', MOST_BODY_BYTES);
  return body === null || lengths.length > 1 ? 'broken' : head + body;
}

/** Up to and with the empty line; -1 when it has not come yet. */
function headLength(bytes: Uint8Array): number {
  for (let index = bytes.indexOf(13); index >= 0; index = bytes.indexOf(13, index + 1)) {
    if (bytes[index + 1] === 10 && bytes[index + 2] === 13 && bytes[index + 3] === 10) return index + 4;
  }
  return -1;
}

/** RFC 5626 section 4.4.1 and RFC 3261 section 7.5: line ends between messages keep the connection alive. */
function lineEndsAtStart(bytes: Uint8Array): number {
  let count = 0;
  while (bytes[count] === 13 || bytes[count] === 10) count++;
  return count;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
