import type { Address } from '../address.ts';
import type { ReceivedRequest, SipResponse } from '../message.ts';

/** A request that came in, to be answered: by one final response, and any number of provisional ones before it. */
export interface ServerTransaction {
  readonly request: ReceivedRequest;
  readonly source: Address;
  /** A 2xx to an INVITE is repeated until its ACK has come (RFC 3261 section 13.3.1.4). */
  respond(response: SipResponse): void;
}

/** Who answers requests. */
export interface ServerUser {
  /** A new request; never an ACK or a CANCEL. */
  onRequest(transaction: ServerTransaction): void;
  /** The INVITE shall not go on (RFC 3261 section 9.2); the CANCEL itself has been answered. */
  onCancel(transaction: ServerTransaction, cancel: ReceivedRequest): void;
  /** The ACK of a 2xx. */
  onAck(ack: ReceivedRequest): void;
  /** A final response to an INVITE was never acknowledged. */
  onNoAck(transaction: ServerTransaction): void;
}
