import { type Cipheriv, createCipheriv } from 'node:crypto';

const BLOCK = 16;
/** Of one packet: 20 ms of G.711 are ten blocks. Longer packets get theirs by themselves. */
const PACKET_BLOCKS = 11;
const PACKET_BYTES = PACKET_BLOCKS * BLOCK;
/** Made at once: a call of the cipher costs as much as the blocks of ten packets. A power of two. */
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
      const blocks = Math.ceil((end - start) / BLOCK);
      const counters = new Uint8Array(blocks * BLOCK);
      this.#writeCounters(new DataView(counters.buffer), { source, index, at: 0, blocks });
      xor(bytes, start, end, this.#cipher.update(counters), 0);
      return;
    }
    // Packets that have swapped places are within the same few.
    const first = index - (index % PACKETS);
    if (source !== this.#source || first !== this.#first) this.#make(source, first);
    xor(bytes, start, end, this.#stream, (index - first) * PACKET_BYTES);
  }

  #make(source: number, first: number): void {
    for (let packet = 0; packet < PACKETS; packet++) {
      const at = packet * PACKET_BYTES;
      this.#writeCounters(this.#words, { source, index: first + packet, at, blocks: PACKET_BLOCKS });
    }
    this.#stream = this.#cipher.update(this.#counters);
    this.#source = source;
    this.#first = first;
  }

  /**
   * Writes the counters of a packet: IV = (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16), and the block's number in
   * the last 16 bits.
   */
  #writeCounters(
    to: DataView,
    { source, index, at, blocks }: { source: number; index: number; at: number; blocks: number },
  ): void {
    const [first, second, third, fourth] = this.#salt;
    const high = third ^ Math.floor(index / 2 ** 32);
    const low = fourth ^ index;
    for (let block = 0; block < blocks; block++) {
      const start = at + block * BLOCK;
      to.setUint32(start, first);
      to.setUint32(start + 4, second ^ source);
      to.setUint32(start + 8, (high << 16) | (low >>> 16));
      to.setUint32(start + 12, (low << 16) | block);
    }
  }
}

function xor(bytes: Buffer, start: number, end: number, stream: Buffer, from: number): void {
  const offset = from - start;
  for (let at = start; at < end; at++) bytes[at] = (bytes[at] ?? 0) ^ (stream[at + offset] ?? 0);
}
