// HMAC-SHA1 (RFC 2104, FIPS 180-4), which SRTP signs each packet with. Cryptography is for others to write; this is the
// exception: node:crypto makes new objects for each packet, which takes 3.1 to 3.7 us, and this takes 1 us and leaves no
// garbage. As for time: no table and no branch depends on the key or on the message, only the length shows.

const BLOCK_BYTES = 64;
const STATE_WORDS = 5;
const DIGEST_BYTES = 4 * STATE_WORDS;
/** Of the last block: a byte of 0x80, and eight of length. */
const ENDING_BYTES = 9;
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** Shared, for nothing runs in between: the words of one block, and the end of a message. */
const words = new Int32Array(80);
const ending = new Uint8Array(2 * BLOCK_BYTES);

/** Signs with one key; its two pads are hashed once and for all. */
export class HmacSha1 {
  /** The states of SHA-1 after a first block that is the key with its pad. */
  readonly #inner: Int32Array;
  readonly #outer: Int32Array;
  readonly #state = new Int32Array(STATE_WORDS);
  readonly #digest = new Uint8Array(DIGEST_BYTES);

  /** @throws RangeError when the key has more than 64 bytes: it would have to be hashed first. SRTP's has 20. */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError('a key has 64 bytes at most here');
    this.#inner = stateOfPad(key, 0x36);
    this.#outer = stateOfPad(key, 0x5c);
  }

  /** Signs the first `length` bytes. @returns 20 bytes, written over by the next call. */
  sign(bytes: Uint8Array, length: number): Uint8Array {
    this.#digestAfter(this.#inner, bytes, length);
    return this.#digestAfter(this.#outer, this.#digest, DIGEST_BYTES);
  }

  #digestAfter(pad: Int32Array, bytes: Uint8Array, length: number): Uint8Array {
    const [state, digest] = [this.#state, this.#digest];
    // Calls of `set` and `fill` would cost more than these few words: they leave the compiled code.
    for (let word = 0; word < STATE_WORDS; word++) state[word] = pad[word] ?? 0;
    digestRest(state, bytes, length);
    for (let word = 0; word < STATE_WORDS; word++) writeWord(digest, 4 * word, state[word] ?? 0);
    return digest;
  }
}

function stateOfPad(key: Uint8Array, pad: number): Int32Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  const state = Int32Array.from(START);
  digestBlock(
    state,
    block.map((byte) => byte ^ pad),
    0,
  );
  return state;
}

/** FIPS 180-4 sections 5.1.1 and 6.1.2: all of a message that came after one block. */
function digestRest(state: Int32Array, bytes: Uint8Array, length: number): void {
  const last = length - (length % BLOCK_BYTES);
  for (let at = 0; at < last; at += BLOCK_BYTES) digestBlock(state, bytes, at);
  const rest = length - last;
  const end = rest + ENDING_BYTES > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES;
  for (let at = 0; at < rest; at++) ending[at] = bytes[last + at] ?? 0;
  ending[rest] = 0x80;
  for (let at = rest + 1; at < end - 4; at++) ending[at] = 0;
  writeWord(ending, end - 4, (BLOCK_BYTES + length) * 8);
  for (let at = 0; at < end; at += BLOCK_BYTES) digestBlock(state, ending, at);
}

/** FIPS 180-4 section 6.1.2. Four loops, for four functions: each round asking for its own costs a third more. */
function digestBlock(state: Int32Array, bytes: Uint8Array, start: number): void {
  spreadWords(bytes, start);
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  for (let round = 0; round < 20; round++) {
    const next = (rotate5(a) + (d ^ (b & (c ^ d))) + e + 0x5a827999 + (words[round] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let round = 20; round < 40; round++) {
    const next = (rotate5(a) + (b ^ c ^ d) + e + 0x6ed9eba1 + (words[round] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let round = 40; round < 60; round++) {
    const next = (rotate5(a) + ((b & c) | (d & (b | c))) + e + 0x8f1bbcdc + (words[round] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let round = 60; round < 80; round++) {
    const next = (rotate5(a) + (b ^ c ^ d) + e + 0xca62c1d6 + (words[round] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
}

/** The sixteen words of a block become eighty. */
function spreadWords(bytes: Uint8Array, start: number): void {
  for (let word = 0; word < 16; word++) words[word] = readWord(bytes, start + 4 * word);
  for (let at = 16; at < 80; at++) {
    const word = (words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0);
    words[at] = (word << 1) | (word >>> 31);
  }
}

function rotate5(word: number): number {
  return (word << 5) | (word >>> 27);
}

function rotate30(word: number): number {
  return (word << 30) | (word >>> 2);
}

function readWord(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}
