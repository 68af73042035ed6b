import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/instant.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await openServerUnderTest();
});
afterAll(() => server.close());

const ours = { host: 'draht.test', origin: 'http://draht.test' };

function post(url: string, payload: string | object = {}, headers: Record<string, string> = {}) {
  return server.app.inject({ method: 'POST', url, payload, headers: { ...ours, ...headers } });
}

describe('the way in', () => {
  test('from the first link to the sign-out', async () => {
    const { app, rooms } = server;
    const installation = () => app.inject('/api/installation').then((it) => it.json());
    expect(await installation()).toEqual({
      ...{ version: '0', protocol: 1, locale: 'de', needsSetup: true, isSignedIn: false, isDemo: false },
    });
    const person = { name: 'Uli', login: 'uli', password: 'Birnen sind süß' };
    const made = await post('/api/set-up', { code: rooms.signIn.setUpCode, ...person });
    expect(made.json()).toMatchObject({ account: { name: 'Uli', role: 'owner' }, shiftIn: null });
    expect(await installation()).toMatchObject({ needsSetup: false });

    const signedIn = await post('/api/sign-in', { login: 'uli', password: person.password });
    const [cookie] = signedIn.cookies;
    expect(cookie).toMatchObject({ name: 'draht', httpOnly: true, sameSite: 'Strict', path: '/' });
    const headers = { cookie: `draht=${cookie?.value}` };
    const me = await app.inject({ url: '/api/me', headers });
    expect(me.json()).toEqual(signedIn.json());
    expect((await app.inject({ url: '/api/installation', headers })).json()).toMatchObject({
      ...{ isSignedIn: true, me: { account: { name: 'Uli' } } },
    });

    const out = await post('/api/sign-out', {}, headers);
    expect(out.cookies[0]).toMatchObject({ name: 'draht', value: '' });
    expect((await app.inject({ url: '/api/me', headers })).statusCode).toBe(401);
  });

  test('by invitation, on one device', async () => {
    const { cookie } = await server.visitor('organiser');
    const { definition } = await server.people.campaign();
    const made = await post(`/api/campaigns/${definition.key}/invitations`, { name: 'Kim' }, { cookie });
    const { token } = made.json();
    const seen = await post('/api/invitation', { token });
    expect(seen.json()).toEqual({
      ...{ name: 'Kim', campaign: definition.title, unit: server.people.unit.name },
      ...{ campaignKey: definition.key, pledge: { version: 1, text: null } },
    });

    const joined = await post('/api/join', { token });
    expect(joined.json()).toMatchObject({ account: { name: 'Kim', role: 'caller' } });
    expect(joined.json().campaigns.map((it: { key: string }) => it.key)).toContain(definition.key);
    expect((await post('/api/join', { token })).json()).toMatchObject({ code: 'error.invitation.used' });
    const own = `draht=${joined.cookies[0]?.value}`;
    expect((await post('/api/join', { token }, { cookie: own })).statusCode).toBe(200);
  });

  test('makes whoever guesses wait, and says how long', async () => {
    const guess = () => post('/api/sign-in', { login: 'guessed', password: 'guessed' });
    for (let round = 0; round < 5; round += 1) expect((await guess()).statusCode).toBe(401);
    const refused = await guess();
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.json().message).toContain('Warte 1 Minute');
    await server.wallClock.run(server.wallClock.now() + MINUTE);
    expect((await guess()).statusCode).toBe(401);
  });
});

describe('a request of another site', () => {
  const names = [
    ['without an origin', {}],
    ['from another host', { origin: 'http://evil.test' }],
    ['from another port', { origin: 'http://draht.test:1' }],
    ['from a page without one', { origin: 'null' }],
  ] as const;
  test.each(names)('%s is refused', async (_, { origin }: { origin?: string }) => {
    const headers = { host: 'draht.test', ...(origin === undefined ? {} : { origin }) };
    const answer = await server.app.inject({ method: 'POST', url: '/api/sign-out', headers, payload: {} });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'error.server.other-origin' });
  });
});

describe('what cannot be read', () => {
  const signIn = '/api/sign-in';
  const json = { 'content-type': 'application/json' };

  test.each([
    ['broken JSON', '{"login"', json, 400, 'error.server.not-json'],
    ['no body', '', json, 400, 'error.server.not-json'],
    [
      'a form',
      'login=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'error.server.not-json',
    ],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'error.server.not-json'],
    ['a poisoned object', '{"__proto__":{"x":1}}', json, 400, 'error.server.not-json'],
    ['far too much', JSON.stringify({ login: 'x'.repeat(200_000) }), json, 413, 'error.server.too-large'],
    ['an array', '[]', json, 400, 'error.server.field'],
    ['a wrong type', '{"login":1,"password":"x"}', json, 400, 'error.server.field'],
  ])('%s is refused with a sentence', async (_, payload, headers, status, code) => {
    const answer = await post(signIn, payload, headers);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
    expect(answer.json().message).toMatch(/[.]$/);
  });

  test.each([
    [{ login: 'a' }, 'password', 'sie fehlt'],
    [{ login: 'x'.repeat(81), password: 'x' }, 'login', 'zu lang, höchstens 80'],
    [{ login: 'a', password: 7 }, 'password', 'so geht es nicht'],
  ])('%j is told by the field %s', async (body, field, problem) => {
    const answer = await post(signIn, body);
    expect(answer.json()).toMatchObject({ code: 'error.server.field', values: { field, problem } });
    expect(answer.json().message).toContain(`„${field}“`);
  });

  test('a broken address is refused with a sentence', async () => {
    const answer = await server.app.inject('/api/campaigns/%ff/board');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/[.]$/);
  });
});

test.each([
  [{}, 'nicht angemeldet'],
  [{ 'accept-language': 'en-GB,en;q=0.9,de;q=0.8' }, 'not signed in'],
  [{ 'accept-language': 'fr, de' }, 'nicht angemeldet'],
  [{ 'accept-language': 'de', 'draht-lang': 'en' }, 'not signed in'],
])('whoever asks with %j reads %s', async (headers: Record<string, string>, words) => {
  const answer = await server.app.inject({ url: '/api/me', headers });
  expect(answer.json().message).toContain(words);
});

describe('a bug of ours', () => {
  test('is told by a number, and nothing of it gets out', async () => {
    const { cookie } = await server.visitor('caller');
    const { workplace } = server.rooms;
    const { shift } = workplace;
    workplace.shift = async () => {
      throw new Error('column +49301234 of Kim');
    };
    const answer = await server.app.inject({ url: '/api/shift', headers: { cookie } });
    workplace.shift = shift;
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'error.server.bug' });
    expect(answer.payload).not.toContain('Kim');
    expect(server.logged.join('\n')).toContain(`server-bug ${answer.json().values.id}`);
  });
});

describe('every answer', () => {
  test.each(['/', '/assets/main-1a2b3c.js', '/api/installation', '/api/none'])(
    'to %s carries the headers of safety',
    async (url) => {
      const { headers } = await server.app.inject(url);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
    },
  );

  test('of the API is kept by nobody, hashed files for ever, the page is asked for anew', async () => {
    const cacheOf = async (url: string) => (await server.app.inject(url)).headers['cache-control'];
    expect(await cacheOf('/api/me')).toBe('no-store');
    expect(await cacheOf('/api/installation')).toBe('no-store');
    expect(await cacheOf('/assets/main-1a2b3c.js')).toContain('immutable');
    expect(await cacheOf('/')).toBe('no-cache');
    expect(await cacheOf('/schicht')).toBe('no-cache');
  });

  test('a page names what it needs, so that a browser asks for all of it at once', async () => {
    const linkOf = async (url: string, language = 'de-DE,de;q=0.9') =>
      (await server.app.inject({ url, headers: { 'accept-language': language } })).headers['link'];
    expect(await linkOf('/schicht?von=links')).toBe(
      '</assets/talk-7a8b9c.css>; rel=preload; as=style; crossorigin, ' +
        '</assets/shift-page-4d5e6f.js>; rel=modulepreload; crossorigin, ' +
        '</assets/de-0c1d2e.js>; rel=modulepreload; crossorigin, ' +
        '</api/installation>; rel=preload; as=fetch; crossorigin',
    );
    expect(await linkOf('/schicht', 'en-GB,en')).toContain('en-3f4a5b.js');
    expect(await linkOf('/gibt-es-nicht')).toBeUndefined();
  });

  test.each([
    ['br', '/assets/main-1a2b3c.js', 'br'],
    ['gzip, deflate', '/assets/main-1a2b3c.js', 'gzip'],
    ['', '/assets/main-1a2b3c.js', undefined],
    ['gzip, br', '/', 'br'],
    ['gzip, br', '/schicht', 'br'],
  ])(
    'asked with accept-encoding "%s" %s comes as the build has compressed it',
    async (accepted, url, sent) => {
      const { headers } = await server.app.inject({ url, headers: { 'accept-encoding': accepted } });
      expect(headers['content-encoding']).toBe(sent);
      expect(headers['cache-control']).toMatch(url.startsWith('/assets/') ? /immutable/ : /^no-cache$/);
    },
  );
});

describe('addresses', () => {
  test.each(['/', '/anmelden', '/einsatz/sachsen-2012'])('%s is the one page', async (url) => {
    const answer = await server.app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.payload).toContain('<title>Heißer Draht</title>');
  });

  test.each([
    ['GET', '/api/none'],
    ['POST', '/anmelden'],
    ['GET', '/assets/none.js'],
    ['HEAD', '/api/me'],
    ['DELETE', '/api/me'],
  ] as const)('%s %s leads nowhere', async (method, url) => {
    expect((await server.app.inject({ method, url })).statusCode).toBe(404);
  });

  test.each(['/../package.json', '/..%2fpackage.json', '/.secret', '/%2e%2e/%2e%2e/etc/passwd'])(
    '%s gives no file beside the page',
    async (url) => {
      const { payload } = await server.app.inject(url);
      expect(payload).not.toMatch(/hidden|heisser-draht|root:/);
    },
  );
});

test('OpenAPI names each route of the contract', async () => {
  const answer = await server.app.inject('/api/openapi.json');
  const { paths } = answer.json();
  expect(paths['/api/campaigns/{campaign}/board'].get.operationId).toBe('board');
  expect(paths['/api/sign-in'].post.requestBody.content['application/json'].schema.required).toEqual([
    'login',
    'password',
  ]);
});

test('an answer holds what the contract names, and nothing else', async () => {
  const { cookie } = await server.visitor('caller');
  const { workplace } = server.rooms;
  const { me } = workplace;
  workplace.me = async (actor) => ({ ...(await me(actor)), secret: 'of the store' });
  const answer = await server.app.inject({ url: '/api/me', headers: { cookie } });
  workplace.me = me;
  expect(answer.statusCode).toBe(200);
  expect(answer.payload).not.toContain('of the store');
});
