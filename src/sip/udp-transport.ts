import { createSocket, type Socket } from 'node:dgram';
import type { Address } from './address.ts';

/** A UDP socket; for SIP and for RTP. */
export interface UdpTransport {
  /** Where it listens. */
  readonly local: Address;
  /** Sends one datagram; what cannot be sent is told to `onError`. */
  send(bytes: Uint8Array, to: Address): void;
  close(): Promise<void>;
}

/**
 * Opens a UDP socket.
 *
 * @param options `port` 0: any free one. `onMessage` hears every datagram until `close()` was called; `onError`
 *   what the network says of a datagram that was sent (nobody listens there), with its destination where known.
 * @throws Error of Node when the address cannot be bound.
 */
export async function openUdpTransport(options: {
  readonly host: string;
  readonly port: number;
  readonly onMessage: (bytes: Uint8Array, from: Address) => void;
  readonly onError: (error: Error, to: Address | null) => void;
}): Promise<UdpTransport> {
  const socket = createSocket(options.host.includes(':') ? 'udp6' : 'udp4');
  const local = await bind(socket, options);
  let isClosed = false;
  socket.on('error', (error) => options.onError(error, null));
  socket.on('message', (bytes, { address, port }) => {
    if (!isClosed) options.onMessage(bytes, { host: address, port });
  });
  return {
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
