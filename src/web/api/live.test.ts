import { expect, test } from 'vitest';
import type { ServerMessage } from '../../protocol/live.ts';
import { handClock } from '../hand-clock.fixture.ts';
import { type LiveStatus, openLive, type SocketEvents } from './live.ts';

function listen() {
  const clock = handClock(1_000);
  const sockets: { events: SocketEvents; sent: unknown[]; isClosed: boolean }[] = [];
  const heard: unknown[] = [];
  const statuses: LiveStatus[] = [];
  const live = openLive({
    clock,
    topic: { kind: 'shift' },
    connect(events) {
      const socket = { events, sent: [] as unknown[], isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    listener: {
      event: (event) => heard.push(event.kind),
      status: (status) => statuses.push(status),
      clock: (reading) => heard.push(reading),
      outdated: () => heard.push('outdated'),
    },
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('never connected');
    return socket;
  };
  const say = (message: ServerMessage) => last().events.received(JSON.stringify(message));
  const welcome = (seq: number, isComplete: boolean, stream = 's1') =>
    say({ type: 'welcome', protocol: 1, stream, seq, isComplete, now: 5_000, speed: 2 });
  const event = (seq: number) => say({ type: 'event', seq, event: { kind: 'shift', view: null } });
  return { clock, live, sockets, heard, statuses, last, say, welcome, event };
}

test('the first hello asks from the beginning, the next from where the page stands', () => {
  const { clock, last, welcome, event } = listen();
  last().events.opened();
  expect(last().sent).toEqual([{ type: 'hello', protocol: 1, topic: { kind: 'shift' }, after: null }]);
  welcome(7, false);
  event(8);
  event(9);
  last().events.closed(1006);
  clock.pass(200);
  last().events.opened();
  expect(last().sent).toMatchObject([{ after: { stream: 's1', seq: 9 } }]);
});

test('a line that breaks again before the missed events came asks for them once more', () => {
  const { clock, last, welcome, event } = listen();
  last().events.opened();
  welcome(7, false);
  event(8);
  last().events.closed(1006);
  clock.pass(200);
  last().events.opened();
  welcome(11, true);
  last().events.closed(1006);
  clock.pass(200);
  last().events.opened();
  expect(last().sent).toMatchObject([{ after: { stream: 's1', seq: 8 } }]);
});

test('a server that was started anew names its own stream', () => {
  const { clock, last, welcome } = listen();
  last().events.opened();
  welcome(70, false);
  last().events.closed(1006);
  clock.pass(200);
  last().events.opened();
  welcome(2, false, 's2');
  last().events.closed(1006);
  clock.pass(200);
  last().events.opened();
  expect(last().sent).toMatchObject([{ after: { stream: 's2', seq: 2 } }]);
});

test('it tries again ever more slowly, and never later than after three seconds', () => {
  const { clock, sockets, last } = listen();
  const waits: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    last().events.closed(1006);
    const before = sockets.length;
    let waited = 0;
    while (sockets.length === before) {
      clock.pass(100);
      waited += 100;
    }
    waits.push(waited);
  }
  expect(waits).toEqual([200, 400, 800, 1_600, 3_000, 3_000, 3_000]);
});

test('after a success the waits begin anew, and offline counts from the first failure', () => {
  const { clock, last, statuses, welcome, sockets } = listen();
  last().events.closed(1006);
  clock.pass(200);
  last().events.closed(1006);
  expect(statuses).toEqual([
    { kind: 'offline', since: 1_000 },
    { kind: 'offline', since: 1_000 },
  ]);
  clock.pass(400);
  last().events.opened();
  welcome(1, false);
  expect(statuses.at(-1)).toEqual({ kind: 'online' });
  last().events.closed(1006);
  const before = sockets.length;
  clock.pass(200);
  expect(sockets).toHaveLength(before + 1);
});

test.each([
  [4401, 'signed-out'],
  [4403, 'forbidden'],
] as const)('after a close with %i it does not try again', (code, why) => {
  const { clock, last, statuses, sockets } = listen();
  last().events.closed(code);
  clock.pass(60_000);
  expect(statuses).toEqual([{ kind: 'refused', why }]);
  expect(sockets).toHaveLength(1);
});

test('a nudge tries at once, and only where it waits', () => {
  const { live, last, sockets } = listen();
  live.retry();
  expect(sockets).toHaveLength(1);
  last().events.closed(1006);
  live.retry();
  expect(sockets).toHaveLength(2);
});

test('without a network it is offline at once, and what the dropped one says later is not heard', () => {
  const { clock, live, last, sockets, statuses, welcome } = listen();
  last().events.opened();
  welcome(1, false);
  const dropped = last();
  live.drop();
  expect(statuses.at(-1)).toEqual({ kind: 'offline', since: 1_000 });
  expect(dropped.isClosed).toBe(true);
  live.retry();
  expect(sockets).toHaveLength(2);
  last().events.opened();
  welcome(1, false);
  dropped.events.closed(1006);
  clock.pass(60_000);
  expect(statuses.at(-1)).toEqual({ kind: 'online' });
  expect(sockets).toHaveLength(2);
});

test('a closed connection stays closed', () => {
  const { clock, live, last, sockets } = listen();
  live.close();
  last().events.closed(1006);
  live.retry();
  clock.pass(60_000);
  expect(sockets).toHaveLength(1);
  expect(last().isClosed).toBe(true);
});

test('a newer server makes the page load itself anew', () => {
  const { heard, last } = listen();
  last().events.received(
    JSON.stringify({
      type: 'welcome',
      protocol: 2,
      stream: 's',
      seq: 1,
      isComplete: false,
      now: 0,
      speed: 1,
    }),
  );
  expect(heard).toEqual(['outdated']);
});

test('the clock is told with the wall time it was read at', () => {
  const { clock, heard, say, welcome } = listen();
  welcome(1, false);
  clock.pass(500);
  say({ type: 'event', seq: 2, event: { kind: 'clock', now: 90_000, speed: 1 } });
  expect(heard).toEqual([
    { now: 5_000, speed: 2, wallAt: 1_000 },
    { now: 90_000, speed: 1, wallAt: 1_500 },
  ]);
});
