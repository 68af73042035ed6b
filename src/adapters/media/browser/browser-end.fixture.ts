import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { classes, DtlsServer, Message, methods } from 'werift';
import { chromiumOffer } from './offers.fixture.ts';
import { ownCertificate } from './own-certificate.ts';

const UFRAG = 'browser';

/** The other end of a channel, as a browser behaves, with the parts of werift that we do not use ourselves. */
export class BrowserEnd {
  readonly offer: string;
  /** What came that is neither STUN nor DTLS. */
  readonly heard: Buffer[] = [];
  /** STUN messages that came. */
  readonly told: Buffer[] = [];
  readonly server: DtlsServer;
  readonly #socket: Socket;
  readonly #transport;
  #to = { host: '', port: 0, username: '', password: '' };

  constructor(socket: Socket, own: Awaited<ReturnType<typeof ownCertificate>>) {
    this.#socket = socket;
    this.offer = chromiumOffer
      .replace(/ice-ufrag:.*/, `ice-ufrag:${UFRAG}`)
      .replace(/sha-256 .*/, `sha-256 ${own.fingerprint}`);
    this.#transport = {
      type: 'udp',
      address: { address: '', port: 0, family: 'IPv4' },
      closed: false,
      onData: (_datagram: Buffer) => {},
      send: async (datagram: Buffer) => this.send(datagram),
      close: async () => {},
    };
    this.server = new DtlsServer({
      ...{ transport: this.#transport, cert: own.certPem, key: own.keyPem, signatureHash: own.signatureHash },
      ...{ srtpProfiles: [1], certificateRequest: true, extendedMasterSecret: true },
    });
    socket.on('message', (datagram) => this.#take(datagram));
  }

  /** @param host Of this machine. */
  static async open(host = '127.0.0.1'): Promise<BrowserEnd> {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    return new BrowserEnd(socket, await ownCertificate());
  }

  /** Reads where the answer wants us, the candidate with this number. */
  follow(answer: string, candidate = 0): void {
    const found = [...answer.matchAll(/^a=candidate:\d+ 1 udp \d+ (\S+) (\d+) typ host/gm)][candidate];
    this.#to = {
      host: found?.[1] ?? '',
      port: Number(found?.[2]),
      username: `${/^a=ice-ufrag:(.*)\r$/m.exec(answer)?.[1]}:${UFRAG}`,
      password: /^a=ice-pwd:(.*)\r$/m.exec(answer)?.[1] ?? '',
    };
  }

  /** Asks whether it is there (RFC 8445 section 7.2). @returns the answer. */
  async ask({ isNominated = true, password = this.#to.password } = {}): Promise<Buffer | undefined> {
    const message = new Message(methods.BINDING, classes.REQUEST, randomBytes(12));
    message.setAttribute('USERNAME', this.#to.username).setAttribute('PRIORITY', 1_853_824_767);
    if (isNominated) message.setAttribute('USE-CANDIDATE', null);
    message.addMessageIntegrity(Buffer.from(password)).addFingerprint();
    this.send(message.bytes);
    await once(this.#socket, 'message');
    return this.told.at(-1);
  }

  send(datagram: Uint8Array): void {
    this.#socket.send(datagram, this.#to.port, this.#to.host);
  }

  /** The next datagram that is heard. */
  async hear(): Promise<Buffer | undefined> {
    while (this.heard.length === 0) await once(this.#socket, 'message');
    return this.heard.shift();
  }

  close(): void {
    this.#socket.close();
  }

  #take(datagram: Buffer): void {
    const first = datagram[0] ?? 0;
    if (first < 4) this.told.push(datagram);
    else if (first < 64) this.#transport.onData(datagram);
    else this.heard.push(datagram);
  }
}
