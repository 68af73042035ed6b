import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface PortRange {
  /** Both ends included. */
  readonly from: number;
  readonly to: number;
}

/** Two sockets, RTP on an even port and RTCP one above (RFC 3550 section 11). */
export interface PortPair {
  readonly audio: Socket;
  readonly control: Socket;
}

const TRIES = 50;
/** The last pair given out: the next search goes on behind it, so that a port rests before it is used again. */
let rangeAt = 0;

/** @throws Error when no pair is free. */
export async function bindPorts(host: string, range?: PortRange): Promise<PortPair> {
  for await (const port of range === undefined ? anyPorts(host) : portsOf(range)) {
    const pair = await tryPair(host, port);
    if (pair !== null) return pair;
  }
  throw new Error('no pair of UDP ports is free for a leg');
}

/**
 * Ports the system calls free. They are bound anew by their number: Linux takes a port that it chose itself away
 * when a socket is disconnected (udp_disconnect, SOCK_BINDPORT_LOCK).
 */
async function* anyPorts(host: string): AsyncGenerator<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const socket = await tryPort(host, 0);
    if (socket === null) continue;
    const { port } = socket.address();
    socket.close();
    await once(socket, 'close');
    if (port % 2 === 0) yield port;
  }
}

function* portsOf({ from, to }: PortRange): Generator<number> {
  const first = from + (from % 2);
  const pairs = Math.max(0, Math.floor((to - first + 1) / 2));
  for (let step = 0; step < pairs; step++) {
    rangeAt = (rangeAt + 1) % pairs;
    yield first + 2 * rangeAt;
  }
}

/** @param port Even. */
async function tryPair(host: string, port: number): Promise<PortPair | null> {
  const audio = await tryPort(host, port);
  if (audio === null) return null;
  const control = await tryPort(host, port + 1);
  if (control === null) audio.close();
  return control && { audio, control };
}

async function tryPort(host: string, port: number): Promise<Socket | null> {
  const socket = createSocket({
    type: host.includes(':') ? 'udp6' : 'udp4',
    // Addresses are numbers here; looking each up anew costs a turn of the event loop a packet.
    lookup: (address, _options, callback) => callback(null, address, host.includes(':') ? 6 : 4),
  });
  try {
    // Since nothing is looked up, it listens (or fails) within `bind`: who waits is there before.
    const listening = once(socket, 'listening');
    socket.bind({ address: host, port, exclusive: true });
    await listening;
    return socket;
  } catch (error) {
    socket.close();
    if (isTaken(error)) return null;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
