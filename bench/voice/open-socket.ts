import { createSocket, type Socket, type SocketOptions } from 'node:dgram';

export const HOST = '127.0.0.1';

/** Nothing is looked up, so that a packet leaves in the moment of `send`, not a turn later. */
const asItIs: NonNullable<SocketOptions['lookup']> = (host, _options, done) => done(null, host, 4);

/** A socket on loopback with room for a second of forty calls. */
export function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024, lookup: asItIs });
  return new Promise((resolve) => socket.bind(0, HOST, () => resolve(socket)));
}
