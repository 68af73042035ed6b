/** An RTP packet of A-law as a caller sends it (RFC 3550 section 5.1). @param type Payload type; PCMA unless told. */
export function packetOf(sound: Uint8Array, type = 8): Uint8Array {
  const packet = new Uint8Array(12 + sound.length);
  packet.set([0x80, type]);
  packet.set(sound, 12);
  return packet;
}
