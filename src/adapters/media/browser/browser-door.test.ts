import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { bindSockets } from './bind-sockets.ts';
import { BrowserDoor, type Guest } from './browser-door.ts';

const HOST = '127.0.0.1';
const open: Socket[] = [];

afterEach(() => {
  for (const it of open.splice(0)) it.close();
});

test('what comes is given to who has proved the way, and to nobody else', async () => {
  const { socket, door, port, guest } = await newDoor();
  const [one, other, neither] = [guest('one'), guest('other'), guest('neither')];
  const [here, there] = [await newSocket(), await newSocket()];
  door.openWay({ socket, address: HOST, port: here.address().port }, one);
  door.openWay({ socket, address: HOST, port: there.address().port }, other);
  here.send('from here', port, HOST);
  there.send('from there', port, HOST);
  await expect.poll(() => [one.heard, other.heard]).toEqual([['from here'], ['from there']]);
  expect(neither.heard).toEqual([]);
});

test('the port alone proves nothing', async () => {
  const { socket, door, port, guest } = await newDoor();
  const [one, other] = [guest('one'), guest('other')];
  const here = await newSocket();
  door.openWay({ socket, address: '127.0.0.2', port: here.address().port }, one);
  door.openWay({ socket, address: HOST, port: here.address().port }, other);
  here.send('from here', port, HOST);
  await expect.poll(() => other.heard).toEqual(['from here']);
  expect(one.heard).toEqual([]);
});

test('nobody takes another’s way from him: who has proved the same one hears it, too, until he leaves', async () => {
  const { socket, door, port, guest } = await newDoor();
  const [one, other] = [guest('one'), guest('other')];
  const here = await newSocket();
  const path = { socket, address: HOST, port: here.address().port };
  door.openWay(path, one);
  door.openWay(path, other);
  here.send('both', port, HOST);
  await expect.poll(() => [one.heard, other.heard]).toEqual([['both'], ['both']]);
  door.leave(other);
  here.send('one', port, HOST);
  await expect.poll(() => one.heard).toEqual(['both', 'one']);
  expect(other.heard).toEqual(['both']);
});

test('its sockets close when the last one leaves, once', async () => {
  const { socket, door, guest, closed } = await newDoor();
  const [one, other] = [guest('one'), guest('other')];
  door.leave(one);
  door.leave(one);
  expect(closed()).toBe(0);
  door.leave(other);
  door.leave(other);
  expect(closed()).toBe(1);
  expect(() => socket.address()).toThrow();
});

async function newDoor() {
  const sockets = await bindSockets([HOST], undefined);
  const [socket] = sockets;
  if (socket === undefined) throw new Error('no socket');
  let closed = 0;
  const door = new BrowserDoor(sockets, () => closed++);
  const guest = (ufrag: string): Guest & { readonly heard: string[] } => {
    const heard: string[] = [];
    const it = {
      ufrag,
      heard,
      answer: () => {},
      onDatagram: (bytes: Buffer) => void heard.push(String(bytes)),
    };
    door.enter(it);
    return it;
  };
  return { socket, door, port: socket.address().port, guest, closed: () => closed };
}

async function newSocket(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, HOST);
  open.push(socket);
  await once(socket, 'listening');
  return socket;
}
