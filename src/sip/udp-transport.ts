import { createSocket, type Socket } from 'node:dgram';
import type { Address } from './address.ts';
import type { Transport, TransportEvents } from './transport.ts';

export type UdpTransport = Transport;

/**
 * Opens a UDP socket, for SIP or for RTP.
 *
 * @param options `port` 0: any free one. `onMessage` hears every datagram until `close()` was called; `onError`
 *   what the network says of a datagram that was sent (nobody listens there), with its destination where known.
 * @throws Error of Node when the address cannot be bound.
 */
export async function openUdpTransport(
  options: { readonly host: string; readonly port: number } & TransportEvents,
): Promise<Transport> {
  const isV6 = options.host.includes(':');
  const socket = createSocket({
    type: isV6 ? 'udp6' : 'udp4',
    // A burst that meets a busy event loop waits in the kernel; Linux gives what it may (net.core.rmem_max).
    recvBufferSize: 1024 * 1024,
    // Addresses are numbers here: without Node's look-up a datagram is out when `send` returns, also before `close`.
    lookup: (host, _options, found) => found(null, host, isV6 ? 6 : 4),
  });
  const local = await bind(socket, options);
  let isClosed = false;
  socket.on('error', (error) => options.onError(error, null));
  socket.on('message', (bytes, { address, port }) => {
    if (!isClosed) options.onMessage(bytes, { host: address, port });
  });
  return {
    name: 'UDP',
    local,
    send(bytes, to) {
      if (isClosed) return;
      socket.send(bytes, to.port, to.host, (error) => {
        if (error && !isClosed) options.onError(error, to);
      });
    },
    close() {
      if (isClosed) return Promise.resolve();
      isClosed = true;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}

/** Our own address on the way to another one: what the machine's routes say, nothing is sent. @throws Error of Node without a way there. */
export function localHostTowards(to: Address): Promise<string> {
  const socket = createSocket(to.host.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.connect(to.port, to.host, () => {
      const { address } = socket.address();
      socket.close(() => resolve(address));
    });
  });
}

function bind(socket: Socket, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', reject);
      const bound = socket.address();
      resolve({ host: bound.address, port: bound.port });
    });
  });
}
