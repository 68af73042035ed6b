import type { Address } from './address.ts';

/** The network as the transactions see it. `openUdpTransport` and `openTcpTransport` give one. */
export interface Transport {
  /** As a Via names it. */
  readonly name: 'UDP' | 'TCP';
  /** Where answers and requests reach us. */
  readonly local: Address;
  send(bytes: Uint8Array, to: Address): void;
  close(): Promise<void>;
}

export interface TransportEvents {
  /** One datagram, or one message of a stream. */
  onMessage(bytes: Uint8Array, from: Address): void;
  /** What was sent did not get through; null: it is not known where to. */
  onError(error: Error, to: Address | null): void;
}

/** RFC 3261 section 17: repetitions are for transports that lose packets. */
export function isReliable(transport: Transport): boolean {
  return transport.name !== 'UDP';
}
