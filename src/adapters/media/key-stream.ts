import { type Cipheriv, createCipheriv } from 'node:crypto';

const BLOCK = 16;
/** Of one packet: 20 ms of G.711 are ten blocks. Longer packets get theirs by themselves. */
const PACKET_BLOCKS = 10;
const PACKET_BYTES = PACKET_BLOCKS * BLOCK;
/** Made at once: a call of the cipher costs as much as the blocks of ten packets. */
const PACKETS = 16;

/**
 * AES in counter mode as RFC 3711 section 4.1.1 wants it, for the packets of one source. Since packets follow each
 * other, the key stream of the next few is made in one call of one long-lived cipher.
 */
export class KeyStream {
  readonly #cipher: Cipheriv;
  /** The salt's 14 bytes as numbers: four, four, two and four bytes. */
  readonly #salt: readonly [number, number, number, number];
  readonly #counters = new Uint8Array(PACKETS * PACKET_BYTES);
  /** To write words with: several times as fast as a Buffer's own methods. */
  readonly #words = new DataView(this.#counters.buffer);
  #source = -1;
  #first = -1;
  #stream: Buffer = Buffer.alloc(0);

  constructor(key: Buffer, salt: Buffer) {
    // ECB of the counters is counter mode; a cipher in that mode would have to be made anew for each packet.
    this.#cipher = createCipheriv('aes-128-ecb', key, null);
    this.#cipher.setAutoPadding(false);
    this.#salt = [salt.readUInt32BE(0), salt.readUInt32BE(4), salt.readUInt16BE(8), salt.readUInt32BE(10)];
  }

  /** Turns plain into encrypted bytes, in place, and back. @param index 48 bits with SRTP, 31 with SRTCP. */
  mask(source: number, index: number, bytes: Buffer, start: number, end: number): void {
    if (end - start > PACKET_BYTES) {
      xor(bytes, start, end, this.#makeLong(source, index, Math.ceil((end - start) / BLOCK)), 0);
      return;
    }
    // Packets that have swapped places are mostly among the same sixteen.
    const first = index - (index % PACKETS);
    if (source !== this.#source || first !== this.#first) this.#make(source, first);
    xor(bytes, start, end, this.#stream, (index - first) * PACKET_BYTES);
  }

  #make(source: number, first: number): void {
    if (source !== this.#source) this.#writeSource(this.#words, source);
    this.#source = source;
    this.#first = first;
    for (let packet = 0; packet < PACKETS; packet++)
      this.#writeIndex(this.#words, first + packet, { at: packet * PACKET_BYTES, blocks: PACKET_BLOCKS });
    this.#stream = this.#cipher.update(this.#counters);
  }

  #makeLong(source: number, index: number, blocks: number): Buffer {
    const counters = new Uint8Array(blocks * BLOCK);
    const words = new DataView(counters.buffer);
    this.#writeSource(words, source);
    this.#writeIndex(words, index, { at: 0, blocks });
    return this.#cipher.update(counters);
  }

  // IV = (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16), and the block's number in the last 16 bits. The first half
  // of all counters is the same for as long as the source is.

  #writeSource(words: DataView, source: number): void {
    const [first, second] = this.#salt;
    for (let at = 0; at < words.byteLength; at += BLOCK) {
      words.setUint32(at, first);
      words.setUint32(at + 4, second ^ source);
    }
  }

  #writeIndex(words: DataView, index: number, { at, blocks }: { at: number; blocks: number }): void {
    const [, , third, fourth] = this.#salt;
    const high = third ^ Math.floor(index / 2 ** 32);
    const low = fourth ^ index;
    for (let block = 0; block < blocks; block++) {
      words.setUint32(at + block * BLOCK + 8, (high << 16) | (low >>> 16));
      words.setUint32(at + block * BLOCK + 12, (low << 16) | block);
    }
  }
}

function xor(bytes: Buffer, start: number, end: number, stream: Buffer, from: number): void {
  const offset = from - start;
  for (let at = start; at < end; at++) bytes[at] = (bytes[at] ?? 0) ^ (stream[at + offset] ?? 0);
}
