import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

const ADDRESS = 'https://draht.example.org';
let server: ServerUnderTest;
beforeAll(async () => {
  server = await openServerUnderTest({ publicUrl: ADDRESS });
});
afterAll(() => server.close());

function post(
  url: string,
  payload: object,
  headers: Record<string, string> = {},
  remoteAddress = '127.0.0.1',
) {
  const all = { host: '127.0.0.1:8044', origin: ADDRESS, ...headers };
  return server.app.inject({ method: 'POST', url, payload, headers: all, remoteAddress });
}

test('by https the cookie is kept for https, for this very host and for nobody else', async () => {
  const code = server.rooms.signIn.setUpCode;
  const made = await post('/api/set-up', { code, name: 'Uli', login: 'uli', password: 'Birnen sind süß' });
  const [cookie] = made.cookies;
  expect(cookie).toMatchObject({
    name: '__Host-draht',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
  });
  expect(cookie).not.toHaveProperty('domain');
  expect(made.headers['strict-transport-security']).toBe('max-age=31536000');
  const me = (name: string) =>
    server.app.inject({ url: '/api/me', headers: { cookie: `${name}=${cookie?.value}` } });
  expect((await me('__Host-draht')).statusCode).toBe(200);
  expect((await me('draht')).statusCode).toBe(401);
});

test.each([
  'http://draht.example.org',
  'https://127.0.0.1:8044',
  'http://127.0.0.1:8044',
  'https://draht.example.org.evil.test',
])('a request of %s is refused: people come by the public address', async (origin) =>
  expect((await post('/api/sign-out', {}, { origin })).statusCode).toBe(403),
);

test('guesses are counted by the address that the proxy on this machine names', async () => {
  let round = 0;
  const guess = async (forwarded: string, from?: string) => {
    round += 1;
    const body = { login: `name ${round}`, password: 'guessed' };
    return (await post('/api/sign-in', body, { 'x-forwarded-for': forwarded }, from)).statusCode;
  };
  for (let tries = 0; tries < 20; tries += 1) await guess('203.0.113.7');
  expect(await guess('203.0.113.7')).toBe(429);
  expect(await guess('203.0.113.8')).toBe(401);
  // Whoever comes past the proxy cannot name an address of another.
  for (let tries = 0; tries < 20; tries += 1) await guess(`203.0.113.${100 + tries}`, '198.51.100.1');
  expect(await guess('203.0.113.200', '198.51.100.1')).toBe(429);
});
