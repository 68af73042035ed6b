import { describe, expect, test } from 'vitest';
import { authorization } from './authorization.ts';
import { answerChallenge, challengesOf, parseChallenge } from './digest.ts';
import { NO_BODY, type SipResponse } from './message.ts';

const rfc2617 =
  'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
const rfc7616 = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const CNONCE_7616 = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

function responseTo(challenge: string, password: string, cnonce: string): string {
  const parsed = parseChallenge(challenge, 'authorization');
  if (parsed === null) return 'no challenge';
  const use = { method: 'GET', uri: '/dir/index.html', nonceCount: 1, cnonce };
  const answer = answerChallenge(parsed, { user: 'Mufasa', password }, use);
  return /response="([0-9a-f]+)"/.exec(answer)?.[1] ?? answer;
}

describe('the digest of', () => {
  test.each([
    ['RFC 2617 section 3.5', rfc2617, 'Circle Of Life', '0a4f113b', '6629fae49393a05397450978507c4ef1'],
    [
      'RFC 2617 without qop',
      rfc2617.replace('qop="auth,auth-int", ', ''),
      'Circle Of Life',
      '',
      '670fd8c2df070c60b045671b8b24ff02',
    ],
    [
      'RFC 7616 section 3.9.1, MD5',
      rfc7616('MD5'),
      'Circle of Life',
      CNONCE_7616,
      '8ca523f5e9506fed4657c9700eebdbec',
    ],
    [
      'RFC 7616 section 3.9.1, SHA-256',
      rfc7616('SHA-256'),
      'Circle of Life',
      CNONCE_7616,
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    ],
  ])('%s is what stands there', (_name, challenge, password, cnonce, digest) => {
    expect(responseTo(challenge, password, cnonce)).toBe(digest);
  });

  test('a request says all that was asked for', () => {
    const challenge = parseChallenge(rfc7616('SHA-256'), 'proxy-authorization');
    if (challenge === null) throw new Error('no challenge');
    const use = { method: 'INVITE', uri: 'sip:b@example.com', nonceCount: 26, cnonce: 'abc' };
    expect(answerChallenge(challenge, { user: 'a"b', password: 'p' }, use)).toMatch(
      /^Digest username="a\\"b", realm="http-auth@example.org", nonce="[^"]+", uri="sip:b@example.com", response="[0-9a-f]{64}", algorithm=SHA-256, qop=auth, nc=0000001a, cnonce="abc", opaque="[^"]+"$/,
    );
  });
});

describe('a challenge', () => {
  test.each([
    ['another scheme', 'Basic realm="a"'],
    ['an algorithm that we do not have', rfc7616('SHA-512-256')],
    ['a session algorithm', rfc7616('MD5-sess')],
    ['integrity alone', rfc2617.replace('auth,auth-int', 'auth-int')],
    ['no nonce', 'Digest realm="a"'],
    ['open quotes', 'Digest realm="a, nonce="b"'],
    ['nothing', ''],
  ])('with %s is none that we answer', (_what, value) => {
    expect(parseChallenge(value, 'authorization')).toBeNull();
  });

  test('is the topmost of its realm that we know (RFC 8760 section 2.4), of each realm one', () => {
    const found = challengesOf(
      asks(
        ['www-authenticate', rfc7616('SHA-512-256')],
        ['www-authenticate', rfc7616('SHA-256')],
        ['www-authenticate', rfc7616('MD5')],
        ['proxy-authenticate', rfc2617],
      ),
    );
    expect(found.map(({ algorithm, answerHeader }) => [algorithm, answerHeader])).toEqual([
      ['SHA-256', 'authorization'],
      ['MD5', 'proxy-authorization'],
    ]);
    const md5First = challengesOf(
      asks(['www-authenticate', rfc7616('MD5')], ['www-authenticate', rfc7616('SHA-256')]),
    );
    expect(md5First.map(({ algorithm }) => algorithm)).toEqual(['MD5']);
  });
});

describe('who is asked', () => {
  const credentials = { user: 'draht', password: 'geheim' };
  const request = { method: 'INVITE', uri: 'sip:b@example.com' };
  const start = () => authorization(credentials, () => 'token');

  test('answers once, and counts the uses of a nonce', () => {
    const ours = start();
    expect(ours.headersFor(request)).toEqual([]);
    expect(ours.take(asks(['www-authenticate', rfc2617]))).toBe(true);
    expect(ours.headersFor(request)[0]?.value).toContain('nc=00000001');
    expect(ours.headersFor(request)[0]?.value).toContain('nc=00000002');
    expect(ours.take(asks(['www-authenticate', rfc2617]))).toBe(false);
  });

  test('answers again when only the nonce was stale', () => {
    const ours = start();
    ours.take(asks(['www-authenticate', rfc2617]));
    const stale = rfc2617.replace('dcd9', 'aaaa').replace('Digest ', 'Digest stale=TRUE, ');
    expect(ours.take(asks(['www-authenticate', stale]))).toBe(true);
    expect(ours.headersFor(request)[0]?.value).toMatch(/nonce="aaaa.*nc=00000001/);
    expect(ours.take(asks(['www-authenticate', stale]))).toBe(false);
  });

  test('answers the proxy and then the server', () => {
    const ours = start();
    expect(ours.take(asks(['proxy-authenticate', rfc2617]))).toBe(true);
    expect(ours.take(asks(['www-authenticate', rfc7616('SHA-256')]))).toBe(true);
    expect(ours.headersFor(request).map(({ name }) => name)).toEqual([
      'proxy-authorization',
      'authorization',
    ]);
  });

  test('is not asked for ever, and without an account not at all', () => {
    const ours = start();
    const answers = Array.from({ length: 9 }, (_, index) =>
      ours.take(
        asks([
          'www-authenticate',
          rfc2617.replace('dcd9', `${index}`).replace('Digest ', 'Digest stale=true, '),
        ]),
      ),
    );
    expect(answers.filter((it) => it)).toHaveLength(5);
    expect(authorization(null, () => 'token').take(asks(['www-authenticate', rfc2617]))).toBe(false);
  });
});

function asks(...headers: [name: string, value: string][]): SipResponse {
  return {
    kind: 'response',
    status: 401,
    reason: '',
    headers: headers.map(([name, value]) => ({ name, value })),
    body: NO_BODY,
  };
}
