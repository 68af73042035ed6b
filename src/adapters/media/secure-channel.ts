/** The encrypted way to one browser. Datagrams are SRTP and SRTCP (RFC 3711), as they go over the wire. */
export interface SecureChannel {
  /** Our session description (RFC 8866), candidates included. */
  readonly answer: string;
  /** Resolves when DTLS is done; rejects when it cannot be, or when the channel is closed before. */
  readonly keys: Promise<SrtpKeys>;
  /** PCMA (8) and PCMU (0), those both sides took, in the browser's order; at least one. */
  readonly payloadTypes: readonly number[];
  /** Payload type of key presses at 8000 Hz (RFC 4733); null when the browser takes none. */
  readonly telephoneEvent: number | null;
  /** Harmless when the channel is down. Takes the bytes at once: the caller may write over them afterwards. */
  send(datagram: Uint8Array): void;
  /**
   * Set by the leg before it awaits `keys`. The bytes belong to the leg until its call returns: it decrypts in
   * place. Called for what begins as RTP or RTCP does (first byte 128 to 191, RFC 7983) only.
   */
  onDatagram: (datagram: Buffer) => void;
  /** Called once, when the browser has closed the connection or gives no sign of life; not after `close`. */
  onDown: () => void;
  close(): void;
}

/** Of AES_CM_128_HMAC_SHA1_80: 16 bytes key, 14 bytes salt, for each way. */
export interface SrtpKeys {
  /** What we send is encrypted with. */
  readonly local: SrtpMasterKey;
  readonly remote: SrtpMasterKey;
}

export interface SrtpMasterKey {
  readonly key: Buffer;
  readonly salt: Buffer;
}

export interface ChannelPlace {
  /** The address of the machine the sockets are bound to. */
  readonly host: string;
  /** What the browser is told instead of `host`: the address as seen from outside. */
  readonly publicHost?: string;
  /** UDP ports to take, both ends included; absent: any. */
  readonly ports?: { readonly from: number; readonly to: number };
  /** SSRC and CNAME of what we send, announced in the answer. */
  readonly ssrc: number;
  readonly cname: string;
}

/** @throws AppError `error.voice.offer` when the offer has no audio that we speak. */
export type OpenSecureChannel = (offer: string, place: ChannelPlace) => Promise<SecureChannel>;
