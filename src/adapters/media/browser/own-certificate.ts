import { X509Certificate } from 'node:crypto';
import { CipherContext, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm } from 'werift';

/** What we show to browsers; its fingerprint goes the safe way, by our own server (RFC 8827 section 5.6.4). */
export interface OwnCertificate {
  readonly certPem: string;
  readonly keyPem: string;
  readonly signatureHash: { readonly hash: 4; readonly signature: 3 };
  /** SHA-256, upper case, with colons. */
  readonly fingerprint: string;
}

let made: Promise<OwnCertificate> | null = null;

/** Made at the first call and kept for the life of the process, in memory alone. */
export function ownCertificate(): Promise<OwnCertificate> {
  made ??= makeCertificate();
  return made;
}

async function makeCertificate(): Promise<OwnCertificate> {
  const signatureHash = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 } as const;
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey(
    signatureHash,
    NamedCurveAlgorithm.secp256r1_23,
  );
  return { certPem, keyPem, signatureHash, fingerprint: new X509Certificate(certPem).fingerprint256 };
}
