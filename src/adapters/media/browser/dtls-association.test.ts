import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CipherContext, DtlsClient, DtlsServer, HashAlgorithm, SignatureAlgorithm } from 'werift';
import { DtlsAssociation } from './dtls-association.ts';
import { type OwnCertificate, ownCertificate } from './own-certificate.ts';
import { warmUp } from './warm-up.ts';

const ours = await ownCertificate();
const browsers = await otherCertificate();

// Read this before you take another werift: check-handshake.ts and dtls-association.ts reach into its handshake.
test('werift is the version whose handshake we looked into', () => {
  const text = readFileSync(new URL('../../../../node_modules/werift/package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: '0.25.2' });
});

test('both sides come to the same keys, each the other way round', async () => {
  const { server, keys } = shakeHands();
  const [it, theirs] = [await keys, server.extractSessionKeys(16, 14)];
  expect(it).toEqual({
    local: { key: theirs.remoteKey, salt: theirs.remoteSalt },
    remote: { key: theirs.localKey, salt: theirs.localSalt },
  });
  expect([it.local.key.length, it.local.salt.length]).toEqual([16, 14]);
});

test('a certificate that is not the one of the offer ends it', async () => {
  await expect(shakeHands({ fingerprints: [ours.fingerprint] }).keys).rejects.toThrow('Message 11');
});

test('who shows the browser’s certificate without its key is not taken for the browser', async () => {
  const thief = { ...browsers, keyPem: ours.keyPem };
  await expect(shakeHands({ server: thief }).keys).rejects.toThrow('Message 12');
});

test('werift alone takes the thief for the browser: our check is still needed', async () => {
  const { transport } = browserWith({ ...browsers, keyPem: ours.keyPem }, (it) =>
    alone.transport.socket.onData(it, ['', 0]),
  );
  const toServer = { ...transport, onData: () => {}, send: async (it: Buffer) => transport.onData(it) };
  const alone = new DtlsClient({
    transport: toServer,
    ...{ cert: ours.certPem, key: ours.keyPem, signatureHash: ours.signatureHash },
    ...{ srtpProfiles: [1], extendedMasterSecret: true },
  });
  void alone.connect();
  await alone.onConnect.asPromise();
  expect(alone.connected).toBe(true);
});

test('a key exchange that somebody changed on the way ends it', async () => {
  const change = (datagram: Buffer) => {
    if (datagram[13] === 12) datagram[30] = (datagram[30] ?? 0) ^ 1;
    return datagram;
  };
  await expect(shakeHands({ change }).keys).rejects.toThrow('Message 12');
});

test('a Finished that anybody can write, unencrypted, ends it', async () => {
  // Record: handshake, DTLS 1.2, epoch 0; message: 20, 12 bytes, the 7th, whole.
  const head = '16fefd0000000000000009001814 00000c0007 00000000000c'.replaceAll(' ', '');
  const forged = Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(12, 7)]);
  const change = (datagram: Buffer) => (datagram[0] === 22 && datagram[4] === 1 ? forged : datagram);
  await expect(shakeHands({ change }).keys).rejects.toThrow('Message 20');
});

test('a certificate that was lost on the way is taken when it comes again', async () => {
  let certificates = 0;
  const change = (datagram: Buffer) =>
    datagram[13] === 11 && certificates++ === 0 ? Buffer.alloc(0) : datagram;
  await expect(shakeHands({ change }).keys).resolves.toBeDefined();
  expect(certificates).toBe(2);
});

test('the browser’s goodbye ends it, a forged one does not', async () => {
  const { server, keys, client, ended } = shakeHands();
  await keys;
  client.receive(alert(Buffer.from([1, 0]), 1));
  client.receive(alert(Buffer.from([1, 0]), 0));
  client.receive(alert(Buffer.alloc(26, 7), 1));
  client.receive(Buffer.alloc(3, 21));
  expect(ended).toEqual([]);
  const header = { type: 21, version: 0xfefd, epoch: 1, sequenceNumber: 9 };
  client.receive(alert(server.cipher.cipher.encrypt(2, Buffer.from([1, 0]), header), 1));
  client.receive(alert(server.cipher.cipher.encrypt(2, Buffer.from([1, 0]), header), 1));
  expect(ended).toEqual(['The browser has closed']);
});

test('closing says goodbye, once, and nothing after it', async () => {
  const { server, keys, client, sent, ended } = shakeHands();
  await keys;
  let goodbyes = 0;
  server.onClose.subscribe(() => goodbyes++);
  client.close();
  const before = sent.length;
  client.close();
  client.receive(Buffer.from([22, 254, 253]));
  expect({ goodbyes, ended, more: sent.length - before }).toEqual({ goodbyes: 1, ended: [], more: 0 });
});

test('datagrams that are none of DTLS harm nothing', async () => {
  const { keys } = shakeHands({
    change: (datagram, client) => {
      for (const length of [1, 5, 12, 13, 20]) client.receive(Buffer.alloc(length, 22));
      return datagram;
    },
  });
  await expect(keys).resolves.toBeDefined();
});

test('warming up does a whole handshake', async () => {
  await expect(warmUp()).resolves.toBeUndefined();
});

/** A handshake in memory; werift's server plays the browser. */
function shakeHands(
  parts: {
    readonly server?: OwnCertificate;
    readonly fingerprints?: readonly string[];
    /** What becomes of a datagram on its way from the browser. */
    readonly change?: (datagram: Buffer, client: DtlsAssociation) => Buffer;
  } = {},
) {
  const change = parts.change ?? ((it: Buffer) => it);
  const { server, transport } = browserWith(parts.server ?? browsers, (datagram) =>
    client.receive(change(datagram, client)),
  );
  const sent: Buffer[] = [];
  const ended: string[] = [];
  const client = new DtlsAssociation({
    certificate: ours,
    fingerprints: parts.fingerprints ?? [browsers.fingerprint],
    send: (datagram) => {
      sent.push(datagram);
      transport.onData(datagram);
    },
  });
  const keys = new Promise<Parameters<typeof client.onKeys>[0]>((resolve, reject) => {
    client.onKeys = resolve;
    client.onEnd = (why) => {
      ended.push(why.message);
      reject(why);
    };
    client.start();
  });
  return { server, client, keys, sent, ended };
}

function browserWith(
  { certPem: cert, keyPem: key, signatureHash }: OwnCertificate,
  send: (it: Buffer) => void,
) {
  const transport = {
    type: 'udp',
    address: { address: '', port: 0, family: 'IPv4' },
    closed: false,
    onData: (_datagram: Buffer) => {},
    send: async (datagram: Buffer) => send(datagram),
    close: async () => {},
  };
  const server = new DtlsServer({
    ...{ transport, cert, key, signatureHash },
    ...{ srtpProfiles: [1], certificateRequest: true, extendedMasterSecret: true },
  });
  return { server, transport };
}

function alert(body: Buffer, epoch: number): Buffer {
  const head = Buffer.from('15fefd00000000000000090000', 'hex');
  head[4] = epoch;
  head.writeUInt16BE(body.length, 11);
  return Buffer.concat([head, body]);
}

async function otherCertificate(): Promise<OwnCertificate> {
  const signatureHash = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 } as const;
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey(signatureHash);
  return { certPem, keyPem, signatureHash, fingerprint: new X509Certificate(certPem).fingerprint256 };
}
