import { verify, X509Certificate } from 'node:crypto';
import { CipherContext, type DtlsClient } from 'werift';

type Handshake = Parameters<DtlsClient['onHandleHandshakes']>[0][number];

// RFC 5246 section 7.4.
const SERVER_HELLO = 2;
const CERTIFICATE = 11;
const SERVER_KEY_EXCHANGE = 12;
const FINISHED = 20;
const SERVER = 2;
const SHA256 = 4;
const RANDOM = { from: 2, to: 34 } as const;

/**
 * Lets through only what the browser itself can have said. werift 0.25.2 compares the certificate with the fingerprint,
 * but looks at no signature and no Finished: anybody on the way could show the browser's certificate (it goes over
 * the wire in the clear) and be taken for it. So this stands before werift's own handling. What is forged ends the
 * handshake by `dtls.onError`.
 *
 * @param fingerprints SHA-256, of the browser's offer.
 */
export function checkHandshake(dtls: DtlsClient, fingerprints: readonly string[]): void {
  const inner = dtls.onHandleHandshakes;
  const seen = new Map<number, Buffer>();
  dtls.onHandleHandshakes = async (messages) => {
    await inner(messages.filter((it) => mayPass(it, { dtls, fingerprints, seen })));
  };
}

interface Parts {
  readonly dtls: DtlsClient;
  readonly fingerprints: readonly string[];
  /** Of each kind the one that passed: a second one may only be the same again. */
  readonly seen: Map<number, Buffer>;
}

function mayPass({ msg_type: type, fragment }: Handshake, parts: Parts): boolean {
  const before = parts.seen.get(type);
  if (before !== undefined) return before.equals(fragment);
  // Datagrams overtake each other; it comes again with the rest of its flight.
  if (isTooEarly(type, parts)) return false;
  if (!isGenuine(type, fragment, parts))
    throw new Error(`Message ${type} of the handshake is not the browser's`);
  parts.seen.set(type, Buffer.from(fragment));
  return true;
}

function isTooEarly(type: number, { dtls, seen }: Parts): boolean {
  if (type === SERVER_KEY_EXCHANGE) return !seen.has(SERVER_HELLO) || !seen.has(CERTIFICATE);
  return type === FINISHED && dtls.cipher.masterSecret === undefined;
}

function isGenuine(type: number, body: Buffer, { dtls, fingerprints, seen }: Parts): boolean {
  switch (type) {
    case SERVER_HELLO:
      return body.length >= RANDOM.to;
    case CERTIFICATE:
      return fingerprints.includes(firstCertificate(body).fingerprint256);
    case SERVER_KEY_EXCHANGE:
      return isSigned(body, dtls.cipher.localRandom.serialize(), seen);
    case FINISHED:
      return isFinishedRight(body, dtls);
    default:
      return true;
  }
}

/** RFC 5246 section 7.4.2: length of all, length of the first, the first. */
function firstCertificate(body: Buffer): X509Certificate {
  return new X509Certificate(body.subarray(6, 6 + body.readUIntBE(3, 3)));
}

/** RFC 8422 section 5.4: the browser's key signs both randoms and its half of the key exchange. */
function isSigned(body: Buffer, ourRandom: Buffer, seen: ReadonlyMap<number, Buffer>): boolean {
  const [hello, certificate] = [seen.get(SERVER_HELLO), seen.get(CERTIFICATE)];
  if (hello === undefined || certificate === undefined) return false;
  const paramsEnd = 4 + body.readUInt8(3);
  const signed = Buffer.concat([
    ourRandom,
    hello.subarray(RANDOM.from, RANDOM.to),
    body.subarray(0, paramsEnd),
  ]);
  const signature = body.subarray(paramsEnd + 4, paramsEnd + 4 + body.readUInt16BE(paramsEnd + 2));
  const isSha256 = body.readUInt8(paramsEnd) === SHA256;
  return isSha256 && verify('sha256', signed, firstCertificate(certificate).publicKey, signature);
}

/** RFC 5246 section 7.4.9: both sides have seen the same handshake, so nobody has taken anything out of it. */
function isFinishedRight(body: Buffer, { cipher, dtls }: DtlsClient): boolean {
  const asServer = new CipherContext(SERVER);
  asServer.masterSecret = cipher.masterSecret;
  const transcript = Buffer.concat(dtls.sortedHandshakeCache.map((it) => it.serialize()));
  return asServer.verifyData(transcript).equals(body);
}
