import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Half a second of fifty browsers' packets; the system gives less where it allows no more. */
const BUFFER = 1024 * 1024;

/**
 * A UDP socket on each of these addresses of this machine. What cannot be had (IPv6 switched off) is left out.
 *
 * @throws the operating system's error when none can be had, RangeError when the ports are used up.
 */
export async function bindSockets(hosts: readonly string[], ports: PortRange | undefined): Promise<Socket[]> {
  const tried = await Promise.allSettled(hosts.map((it) => bind(it, ports ?? { from: 0, to: 0 })));
  const bound = tried.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  const failed = tried.find((it) => it.status === 'rejected');
  if (bound.length === 0) throw failed?.reason ?? new RangeError('No address to bind a socket to');
  return bound;
}

async function bind(host: string, { from, to }: PortRange): Promise<Socket> {
  const count = to - from + 1;
  // Chance spreads the legs, so that most find a free port at the first try.
  const first = count > 1 ? randomInt(count) : 0;
  for (let tries = 0; tries < count; tries++) {
    const socket = await bindOne(host, from + ((first + tries) % count));
    if (socket !== null) return socket;
  }
  throw new RangeError(`All UDP ports from ${from} to ${to} are taken`);
}

/** @returns null when the port is taken. */
function bindOne(host: string, port: number): Promise<Socket | null> {
  const type = host.includes(':') ? 'udp6' : 'udp4';
  // Addresses are all we send to: looking them up would cost a turn of the event loop for each packet.
  const lookup: NonNullable<Parameters<typeof createSocket>[0] & object>['lookup'] = (
    address,
    _options,
    done,
  ) => done(null, address, type === 'udp6' ? 6 : 4);
  const socket = createSocket({ type, lookup, ipv6Only: type === 'udp6', recvBufferSize: BUFFER });
  return new Promise((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
