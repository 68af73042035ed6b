import { DtlsServer, ProtectionProfileAes128CmHmacSha1_80 } from 'werift';
import { DtlsAssociation } from './dtls-association.ts';
import { ownCertificate } from './own-certificate.ts';

/**
 * One handshake with ourselves, in memory: the first caller shall not wait for our certificate to be made and for the
 * code to be compiled. @throws Error when no handshake can be done at all.
 */
export async function warmUp(): Promise<void> {
  const certificate = await ownCertificate();
  const server = new DtlsServer({
    transport: {
      type: 'udp',
      address: { address: '', port: 0, family: 'IPv4' },
      closed: false,
      onData: () => {},
      send: async (datagram) => client.receive(datagram),
      close: async () => {},
    },
    cert: certificate.certPem,
    key: certificate.keyPem,
    signatureHash: certificate.signatureHash,
    srtpProfiles: [ProtectionProfileAes128CmHmacSha1_80],
    certificateRequest: true,
    extendedMasterSecret: true,
  });
  const client = new DtlsAssociation({
    certificate,
    fingerprints: [certificate.fingerprint],
    send: (datagram) => server.transport.socket.onData(datagram, ['', 0]),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      client.onKeys = () => resolve();
      client.onEnd = reject;
      client.start();
    });
  } finally {
    client.close();
  }
}
