import { type Cipheriv, createCipheriv } from 'node:crypto';

const BLOCK = 16;
/** Of one packet: 20 ms of G.711 are ten blocks. Longer packets get theirs by themselves. */
const PACKET_BLOCKS = 11;
const PACKET_BYTES = PACKET_BLOCKS * BLOCK;
/** Made at once: a call of the cipher costs as much as the blocks of six packets. */
const PACKETS = 8;

/**
 * AES in counter mode as RFC 3711 section 4.1.1 wants it, for the packets of one source. Since packets follow each
 * other, the key stream of the next few is made in one call of one long-lived cipher.
 */
export class KeyStream {
  readonly #cipher: Cipheriv;
  /** The salt's 14 bytes as numbers: four, four, two and four bytes. */
  readonly #salt: readonly [number, number, number, number];
  readonly #counters = Buffer.alloc(PACKETS * PACKET_BYTES);
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
      const stream = this.#make(source, index, 1, Math.ceil((end - start) / BLOCK));
      for (let at = start; at < end; at++) bytes[at] = (bytes[at] ?? 0) ^ (stream[at - start] ?? 0);
      return;
    }
    if (source !== this.#source || index < this.#first || index >= this.#first + PACKETS) {
      this.#stream = this.#make(source, index, PACKETS, PACKET_BLOCKS);
      this.#source = source;
      this.#first = index;
    }
    const stream = this.#stream;
    const offset = (index - this.#first) * PACKET_BYTES - start;
    for (let at = start; at < end; at++) bytes[at] = (bytes[at] ?? 0) ^ (stream[at + offset] ?? 0);
  }

  #make(source: number, index: number, packets: number, blocks: number): Buffer {
    const bytes = packets * blocks * BLOCK;
    const counters = bytes <= this.#counters.length ? this.#counters.subarray(0, bytes) : Buffer.alloc(bytes);
    for (let packet = 0; packet < packets; packet++) {
      for (let block = 0; block < blocks; block++)
        this.#writeCounter(counters, (packet * blocks + block) * BLOCK, source, index + packet, block);
    }
    return this.#cipher.update(counters);
  }

  /** IV = (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16), and the block's number in the last 16 bits. */
  #writeCounter(to: Buffer, at: number, source: number, index: number, block: number): void {
    const [first, second, third, fourth] = this.#salt;
    to.writeUInt32BE(first, at);
    to.writeUInt32BE((second ^ source) >>> 0, at + 4);
    to.writeUInt16BE(third ^ Math.floor(index / 2 ** 32), at + 8);
    to.writeUInt32BE((fourth ^ index) >>> 0, at + 10);
    to.writeUInt16BE(block, at + 14);
  }
}
