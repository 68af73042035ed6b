import type { ReceivedRequest, ReceivedResponse } from './message.ts';
import type { AudioDescription } from './sdp.ts';

/** What the user of a call hears, in this order and each at most once; `ended` always comes, and last. */
export type CallEvent =
  /** The first sign of life of the trunk: any provisional response. */
  | { readonly kind: 'trying' }
  /** 180: the callee's telephone rings. */
  | { readonly kind: 'ringing' }
  /** 181, or a Diversion or History-Info in a response: somebody else may answer. */
  | { readonly kind: 'forwarded' }
  /** Early media: a provisional response (183, or a 180 that has it) said where audio will come from. */
  | { readonly kind: 'progress'; readonly status: number; readonly audio: AudioDescription }
  /** 2xx, acknowledged. `audio` null: the other side described none that we understand. */
  | {
      readonly kind: 'answered';
      readonly audio: AudioDescription | null;
      readonly response: ReceivedResponse;
    }
  | { readonly kind: 'ended'; readonly end: CallEnd };

export type CallEnd =
  /** The number guard said no: nothing was sent. `reason` is its word. */
  | { readonly cause: 'refused'; readonly reason: string }
  /** A final response of 300 or more. */
  | { readonly cause: 'rejected'; readonly response: ReceivedResponse }
  /** We cancelled. `response`: what came of it; a 2xx when the answer crossed our CANCEL. */
  | { readonly cause: 'cancelled'; readonly response: ReceivedResponse | null }
  /** No answer at all: RFC 3261 Timer B. */
  | { readonly cause: 'timeout' }
  | { readonly cause: 'transport-error'; readonly error: Error }
  | { readonly cause: 'hung-up-by-us' }
  | { readonly cause: 'hung-up-by-them'; readonly request: ReceivedRequest };
