// A browser's end of the line in a few lines: offers, proves its way (ICE), shakes hands (DTLS), then sends and takes
// SRTP. Hundreds of Chromiums would not fit the machine.
import { createHmac, randomBytes, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:dgram';
import {
  CipherContext,
  DtlsServer,
  HashAlgorithm,
  NamedCurveAlgorithm,
  ProtectionProfileAes128CmHmacSha1_80,
  SignatureAlgorithm,
  type Transport,
} from 'werift';
import type { SrtpKeys } from '../../src/adapters/media/secure-channel.ts';
import { HOST, openSocket } from './open-socket.ts';

export interface BrowserEnd {
  readonly offer: string;
  /** Connects as our answer says. @returns what the two sides encrypt with. */
  connect(answer: string): Promise<SrtpKeys>;
  send(datagram: Uint8Array): void;
  /** SRTP and SRTCP. */
  onDatagram: (datagram: Buffer) => void;
  close(): void;
}

/** RFC 7675: a browser asks again every few seconds whether we still want its packets. */
const CONSENT_EVERY_MS = 4_000;

const certificate = CipherContext.createSelfSignedCertificateWithKey(
  { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 },
  NamedCurveAlgorithm.secp256r1_23,
);

export async function openBrowserEnd(): Promise<BrowserEnd> {
  const { certPem, keyPem, signatureHash } = await certificate;
  const socket = await openSocket();
  const ufrag = randomBytes(4).toString('hex');
  const transport = new SocketTransport(socket);
  const dtls = new DtlsServer({
    ...{ transport: transport as Transport, cert: certPem, key: keyPem, signatureHash },
    srtpProfiles: [ProtectionProfileAes128CmHmacSha1_80],
    ...{ extendedMasterSecret: true, certificateRequest: true },
  });
  let consent: NodeJS.Timeout | undefined;
  const end: BrowserEnd = {
    offer: offerOf(ufrag, new X509Certificate(certPem).fingerprint256),
    connect(answer) {
      const port = Number(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host/im.exec(answer)?.[1]);
      const theirs = { ufrag: line(answer, 'ice-ufrag'), password: line(answer, 'ice-pwd') };
      transport.port = port;
      const ask = () => socket.send(bindingRequest(`${theirs.ufrag}:${ufrag}`, theirs.password), port, HOST);
      const up = new Promise<SrtpKeys>((resolve, reject) => {
        dtls.onConnect.once(() => {
          const it = dtls.extractSessionKeys(16, 14);
          resolve({
            local: { key: it.localKey, salt: it.localSalt },
            remote: { key: it.remoteKey, salt: it.remoteSalt },
          });
        });
        dtls.onError.once(reject);
      });
      ask();
      consent = setInterval(ask, CONSENT_EVERY_MS);
      return up;
    },
    send: (datagram) => socket.send(datagram, transport.port, HOST),
    onDatagram: () => {},
    close() {
      clearInterval(consent);
      socket.close();
    },
  };
  socket.on('message', (datagram) => {
    const first = datagram[0] ?? 0;
    if (first > 127) end.onDatagram(datagram);
    else if (first > 19) transport.onData(datagram, [HOST, transport.port]);
  });
  return end;
}

class SocketTransport {
  readonly type = 'udp';
  port = 0;
  onData: Transport['onData'] = () => {};
  readonly address: Transport['address'] = { address: HOST, port: 0, family: 'IPv4' };
  closed = false;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }
  send = async (datagram: Buffer): Promise<void> => void this.#socket.send(datagram, this.port, HOST);
  close = async (): Promise<void> => {};
}

function offerOf(ufrag: string, fingerprint: string): string {
  return [
    ...['v=0', `o=- 1 1 IN IP4 ${HOST}`, 's=-', 't=0 0', 'a=group:BUNDLE 0'],
    ...['m=audio 9 UDP/TLS/RTP/SAVPF 8 0 126', 'c=IN IP4 0.0.0.0', `a=ice-ufrag:${ufrag}`],
    ...['a=ice-pwd:benchbenchbenchbenchbench', `a=fingerprint:sha-256 ${fingerprint}`, 'a=setup:actpass'],
    ...['a=mid:0', 'a=sendrecv', 'a=rtcp-mux', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:0 PCMU/8000'],
    ...['a=rtpmap:126 telephone-event/8000', ''],
  ].join('\r\n');
}

function line(sdp: string, name: string): string {
  return new RegExp(`^a=${name}:(\\S+)`, 'm').exec(sdp)?.[1] ?? '';
}

/** RFC 8489: USERNAME, USE-CANDIDATE, MESSAGE-INTEGRITY. */
function bindingRequest(username: string, password: string): Buffer {
  const name = Buffer.from(username);
  const padded = Buffer.alloc(Math.ceil(name.length / 4) * 4);
  name.copy(padded);
  const head = Buffer.alloc(20);
  head.writeUInt16BE(1, 0);
  head.writeUInt32BE(0x2112a442, 4);
  randomBytes(12).copy(head, 8);
  const body = Buffer.concat([attribute(0x0006, name.length, padded), attribute(0x0025, 0, Buffer.alloc(0))]);
  head.writeUInt16BE(body.length + 24, 2);
  const covered = Buffer.concat([head, body]);
  return Buffer.concat([
    covered,
    attribute(0x0008, 20, createHmac('sha1', password).update(covered).digest()),
  ]);
}

function attribute(type: number, length: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, value]);
}
