import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import type { ServerMessage } from '../../src/protocol/live.ts';
import type { PracticeView } from '../../src/protocol/practice-contract.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
let campaign: TestCampaign;
let place: string;

beforeAll(async () => {
  server = await openServerUnderTest();
  campaign = await server.people.campaign();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo; // It listens on TCP.
  place = `127.0.0.1:${port}`;
});
afterAll(() => server.close());

const path = () => `/api/campaigns/${campaign.definition.key}/practice`;

async function post(cookie: string, what: string, payload: object = {}): Promise<PracticeView> {
  const headers = { cookie, host: place, origin: `http://${place}` };
  const answer = await server.app.inject({ method: 'POST', url: `${path()}/${what}`, headers, payload });
  expect([what, answer.statusCode]).toEqual([what, 200]);
  return answer.json();
}

/** A page that shows its person's practice; what it is told comes out one by one. */
async function page(cookie: string) {
  const socket = new WebSocket(`ws://${place}/api/live`, { headers: { cookie }, origin: `http://${place}` });
  const views: PracticeView[] = [];
  socket.on('message', (data) => {
    const message: ServerMessage = JSON.parse(String(data));
    if (message.type === 'event' && message.event.kind === 'practice') views.push(message.event.view);
  });
  await new Promise((done) => socket.on('open', done));
  const topic = { kind: 'practice', campaign: campaign.definition.key };
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, topic, after: null }));
  await expect.poll(() => views.length).toBeGreaterThan(0);
  return { socket, last: () => views.at(-1) };
}

test('the partner’s page follows by itself, and a closed one is not there any more', async () => {
  const [anne, ben] = [await server.visitor('caller'), await server.visitor('caller')];
  const hers = await page(anne.cookie);
  expect(hers.last()).toMatchObject({ state: 'idle', session: null });
  await post(anne.cookie, 'offer', { wish: 'trainee' });
  await expect.poll(() => hers.last()?.state).toBe('waiting');
  await post(ben.cookie, 'offer', { wish: 'player' });
  await expect.poll(() => hers.last()?.state).toBe('ringing');
  expect(hers.last()?.session).toMatchObject({ role: 'trainee', persona: null });
  expect(hers.last()?.session?.card?.givenName).not.toBe('');
  await post(ben.cookie, 'pick-up');
  await expect.poll(() => hers.last()?.state).toBe('talking');
  await post(ben.cookie, 'hang-up');
  const scores = { introduction: 2, objection: 'not-applicable' };
  await post(ben.cookie, 'sheet', { scores, strength: 'Ruhig', next: '', sentence: '' });
  await expect.poll(() => hers.last()?.session?.partner.hasGivenSheet).toBe(true);
  expect(hers.last()?.session?.partnerSheet).toBeNull();
  await post(ben.cookie, 'leave');
  await expect.poll(() => hers.last()?.session?.partner.isHere).toBe(false);

  const { hub } = server.rooms;
  expect([hub.isPractising(anne.id), hub.isPresent(anne.id), hub.isPractising(ben.id)]).toEqual([
    ...[true, true, false],
  ]);
  hers.socket.terminate();
  await expect.poll(() => hub.isPractising(anne.id)).toBe(false);
});

test('who may not practise is not told who does', async () => {
  const { cookie } = await server.visitor('steward');
  const socket = new WebSocket(`ws://${place}/api/live`, { headers: { cookie }, origin: `http://${place}` });
  const closed = new Promise((done) => socket.on('close', done));
  await new Promise((done) => socket.on('open', done));
  const topic = { kind: 'practice', campaign: campaign.definition.key };
  socket.send(JSON.stringify({ type: 'hello', protocol: 1, topic, after: null }));
  expect(await closed).toBe(4403);
});

test('a sheet with a score that there is not is refused', async () => {
  const { cookie } = await server.visitor('caller');
  const sheet = (scores: object) => ({ scores, strength: '', next: '', sentence: '' });
  for (const scores of [{ introduction: 3 }, { charm: 2 }, { introduction: 'yes' }]) {
    const headers = { cookie, host: place, origin: `http://${place}` };
    const payload = { key: crypto.randomUUID(), persona: 'mira', sheet: sheet(scores) };
    const answer = await server.app.inject({ method: 'POST', url: `${path()}/alone`, headers, payload });
    expect(answer.statusCode).toBe(400);
  }
});
