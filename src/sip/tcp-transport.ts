import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { Address } from './address.ts';
import { streamFramer } from './stream-framer.ts';
import type { Transport, TransportEvents } from './transport.ts';

/**
 * Opens a TCP transport: listens, and connects to whom something is sent; one connection for each address.
 *
 * @param options `port` 0: any free one. A connection that broke is opened again by the next message.
 * @throws Error of Node when the address cannot be bound.
 */
export async function openTcpTransport(
  options: { readonly host: string; readonly port: number } & TransportEvents,
): Promise<Transport> {
  let isClosed = false;
  const connections = new Map<string, Socket>();
  const events: TransportEvents = {
    onMessage: (bytes, from) => isClosed || options.onMessage(bytes, from),
    onError: (error, to) => isClosed || options.onError(error, to),
  };
  const keep = (socket: Socket, to: Address) => {
    const key = `${to.host} ${to.port}`;
    connections.set(key, socket);
    readFrom(socket, to, events);
    socket.on('close', () => {
      if (connections.get(key) === socket) connections.delete(key);
    });
  };
  const server = createServer((socket) => {
    keep(socket, { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 });
  });
  const local = await listen(server, options);
  return {
    name: 'TCP',
    local,
    send(bytes, to) {
      if (isClosed) return;
      let socket = connections.get(`${to.host} ${to.port}`);
      if (socket === undefined || socket.destroyed || !socket.writable) {
        socket = createConnection({ host: to.host, port: to.port, noDelay: true });
        keep(socket, to);
      }
      socket.write(bytes);
    },
    close() {
      isClosed = true;
      // What has been written still goes out (an ACK, the answer to a BYE); a peer that no longer reads does not hold us up.
      for (const socket of connections.values()) socket.unref().destroySoon();
      server.close();
      return Promise.resolve();
    },
  };
}

function readFrom(socket: Socket, from: Address, events: TransportEvents): void {
  const framer = streamFramer();
  // Without it an exchange of small messages takes 43 ms (Nagle and the delayed acknowledgement wait for each other).
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    const { messages, isBroken } = framer.push(bytes);
    for (const message of messages) events.onMessage(message, from);
    if (isBroken) socket.destroy(new Error('the peer sent what is no SIP message'));
  });
  // A peer that closes leaves open requests behind: they will not be answered on this connection.
  socket.on('close', (hadError) => {
    if (!hadError) events.onError(new Error('the peer closed the connection'), from);
  });
  socket.on('error', (error) => events.onError(error, from));
}

function listen(server: Server, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      const bound = server.address();
      if (bound === null || typeof bound === 'string') reject(new Error('not an IP socket'));
      else resolve({ host: bound.address, port: bound.port });
    });
  });
}
