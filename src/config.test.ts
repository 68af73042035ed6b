import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('the language is German unless the environment says English', () => {
  expect(readConfig({ HOME: '/home/x' }).locale).toBe('de');
  expect(readConfig({ HOME: '/home/x', LANG: 'en_GB.UTF-8' }).locale).toBe('en');
  expect(readConfig({ HOME: '/home/x', LANG: 'en_GB.UTF-8', DRAHT_LANG: 'de' }).locale).toBe('de');
  expect(readConfig({ HOME: '/home/x', LANG: 'C' }).locale).toBe('de');
});

test('all that is wrong is told at once, without the value, which may hold a password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@there/db' })).toThrow(
    expect.objectContaining({ code: 'error.config', values: { variables: 'HOME, DATABASE_URL' } }),
  );
});

test('it cannot be changed afterwards', () => {
  expect(Object.isFrozen(readConfig({ HOME: '/home/x' }))).toBe(true);
});

test('the server listens on this machine alone unless told, and has no trunk unless told', () => {
  expect(readConfig({ HOME: '/home/x' })).toMatchObject({
    ...{ host: '127.0.0.1', port: 8044, publicUrl: null, trunk: null },
  });
  const told = { DRAHT_HOST: '0.0.0.0', DRAHT_PORT: '80', DRAHT_URL: 'https://draht.example.org/' };
  const account = { DRAHT_TRUNK: 'sip:trunk.example.org', DRAHT_TRUNK_USER: 'u', DRAHT_TRUNK_PASSWORD: 'p' };
  expect(readConfig({ HOME: '/home/x', ...told, ...account })).toMatchObject({
    ...{ host: '0.0.0.0', port: 80, publicUrl: 'https://draht.example.org' },
    trunk: {
      ...{ address: 'sip:trunk.example.org', user: 'u', password: 'p' },
      ...{ channels: null, callsPerSecond: null },
    },
  });
});

test.each([
  [{ DRAHT_PORT: '70000' }, 'DRAHT_PORT'],
  [{ DRAHT_URL: 'draht.example.org' }, 'DRAHT_URL'],
  [{ DRAHT_URL: 'https://example.org/draht' }, 'DRAHT_URL'],
  [{ DRAHT_TRUNK: 'trunk.example.org' }, 'DRAHT_TRUNK'],
  [{ DRAHT_TRUNK: 'sip:trunk.example.org', DRAHT_TRUNK_CHANNELS: '0' }, 'DRAHT_TRUNK_CHANNELS'],
  [{ DRAHT_TRUNK: 'sip:trunk.example.org', DRAHT_TRUNK_CPS: 'two' }, 'DRAHT_TRUNK_CPS'],
  [{ DRAHT_MEDIA_HOST: 'media.example.org' }, 'DRAHT_MEDIA_HOST'],
  [{ DRAHT_MEDIA_HOST: '192.0.2' }, 'DRAHT_MEDIA_HOST'],
  [{ DRAHT_MEDIA_HOST: '192.0.2.256' }, 'DRAHT_MEDIA_HOST'],
  [{ DRAHT_MEDIA_HOST: '2001:db8::x' }, 'DRAHT_MEDIA_HOST'],
  [{ DRAHT_MEDIA_PORTS: '20000' }, 'DRAHT_MEDIA_PORTS'],
  [{ DRAHT_MEDIA_PORTS: '20000-19000' }, 'DRAHT_MEDIA_PORTS'],
  [{ DRAHT_MEDIA_PORTS: '20000-20004' }, 'DRAHT_MEDIA_PORTS'],
  [{ DRAHT_MEDIA_PORTS: '1000-2000' }, 'DRAHT_MEDIA_PORTS'],
  [{ DRAHT_MEDIA_PORTS: '60000-70000' }, 'DRAHT_MEDIA_PORTS'],
  [{ DRAHT_TRUNK: 'sip:trunk.example.org', DRAHT_TRUNK_USER: 'u' }, 'DRAHT_TRUNK_PASSWORD'],
])('%j is told as wrong', (environment, variables) => {
  expect(() => readConfig({ HOME: '/home/x', ...environment })).toThrow(
    expect.objectContaining({ code: 'error.config', values: { variables } }),
  );
});

test.each(['192.0.2.7', '2001:db8::7'])('audio goes over %s and the ports that are told', (host) => {
  const told = { DRAHT_MEDIA_HOST: host, DRAHT_MEDIA_PORTS: '20000-20999' };
  expect(readConfig({ HOME: '/home/x', ...told }).media).toEqual({
    host,
    ports: { from: 20_000, to: 20_999 },
  });
});

test('audio goes over any port, and the address towards the trunk, unless told', () => {
  expect(readConfig({ HOME: '/home/x' }).media).toEqual({ host: null, ports: null });
});
