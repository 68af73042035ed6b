import { expect, test } from 'vitest';
import { createClient, type FetchLike, type ServerError } from './client.ts';
import { contract, type RouteName } from './contract.ts';

interface Asked {
  readonly url: string;
  readonly init: Parameters<FetchLike>[1];
}

function answering(status: number, answer: unknown): { fetchLike: FetchLike; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    fetchLike: async (url, init) => {
      asked.push({ url, init });
      return { ok: status < 400, status, json: async () => answer };
    },
  };
}

test('each route is asked by the method and path of the contract', async () => {
  const { fetchLike, asked } = answering(200, {});
  const client = createClient('http://x', fetchLike);
  const params = { campaign: 'a b' };
  for (const name of Object.keys(contract) as RouteName[]) {
    // One request that has every key serves for all.
    const call = client.call as (name: RouteName, request: unknown) => Promise<unknown>;
    await call(name, { params, query: {}, body: {} });
    const path = contract[name].path.replace(':campaign', 'a%20b');
    expect(asked.at(-1)).toMatchObject({ url: `http://x${path}`, init: { method: contract[name].method } });
  }
});

test('query and body are sent, and the headers of the page with them', async () => {
  const { fetchLike, asked } = answering(200, {});
  const client = createClient('', fetchLike, () => ({ 'draht-lang': 'en' }));
  await client.call('missing', { params: { campaign: 'k' }, query: { reason: 'tries & more' } });
  expect(asked[0]).toEqual({
    url: '/api/campaigns/k/missing?reason=tries%20%26%20more',
    init: { method: 'GET', headers: { 'draht-lang': 'en' } },
  });
  await client.call('askForHelp', { body: { isWanted: true } });
  expect(asked[1]?.init).toMatchObject({
    headers: { 'content-type': 'application/json' },
    body: '{"isWanted":true}',
  });
});

test('a refusal comes with its code and its sentence', async () => {
  const refusal = { code: 'error.access.role', values: { action: 'dial' }, message: 'Frag nach.' };
  const { fetchLike } = answering(403, refusal);
  await expect(createClient('', fetchLike).call('me')).rejects.toMatchObject({ ...refusal, status: 403 });
});

test.each([
  ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
  [
    'something else than our server',
    async () => ({ ok: false, status: 502, json: async () => JSON.parse('<') }),
  ],
] satisfies [string, FetchLike][])('%s is told as a server that is away', async (_, fetchLike) => {
  const error = await createClient('', fetchLike)
    .call('me')
    .catch((it: ServerError) => it);
  expect(error).toMatchObject({ name: 'ServerError', code: 'error.server.unreachable', status: 0 });
});
