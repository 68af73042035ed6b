import type { Step } from './transaction/timers.ts';

// A call from the side that placed it: RFC 3261 section 13 (INVITE), 9.1 (CANCEL) and 15 (BYE), as one table.

export type CallState =
  /** No final response yet. `hasProvisional`: something came for this INVITE; `isUnwanted`: to be cancelled once it has. */
  | { readonly name: 'inviting'; readonly hasProvisional: boolean; readonly isUnwanted: boolean }
  /** CANCEL is out, the final response to come. */
  | { readonly name: 'cancelling' }
  | { readonly name: 'established' }
  | { readonly name: 'ended' };

export type CallInput =
  | { readonly kind: 'provisional' }
  /** A 2xx; `isNewDialog`: not one that has been seen before (another fork answered as well). */
  | { readonly kind: 'success'; readonly isNewDialog: boolean }
  /** 401 or 407. */
  | { readonly kind: 'challenge'; readonly canAnswer: boolean }
  | { readonly kind: 'failure' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'transport-error' }
  | { readonly kind: 'hang-up' }
  /** The other side's BYE. */
  | { readonly kind: 'bye' }
  /** Nothing came of our CANCEL, or there is no time left to wait for it. */
  | { readonly kind: 'cancel-timeout' };

export type CallAction =
  | { readonly kind: 'invite-again' }
  | { readonly kind: 'send-cancel' }
  | { readonly kind: 'send-ack' }
  /** The ACK of a 2xx that comes again. */
  | { readonly kind: 'repeat-ack' }
  /** To the side that answered the call, or to the one whose 2xx has just come. */
  | { readonly kind: 'send-bye'; readonly to: 'answered' | 'response' }
  | { readonly kind: 'tell-provisional' }
  | { readonly kind: 'tell-answered' }
  | { readonly kind: 'tell-ended'; readonly cause: EndCause };

export type EndCause =
  | 'rejected'
  | 'cancelled'
  | 'timeout'
  | 'transport-error'
  | 'hung-up-by-us'
  | 'hung-up-by-them';

type Next = Step<CallState, CallAction>;

export const startOfCall: CallState = { name: 'inviting', hasProvisional: false, isUnwanted: false };

export function stepCall(state: CallState, input: CallInput): Next {
  switch (state.name) {
    case 'inviting':
      return inviting(state, input);
    case 'cancelling':
      return cancelling(state, input);
    case 'established':
      return established(state, input);
    case 'ended':
      return ended(state, input);
    default:
      return state satisfies never;
  }
}

function inviting(state: Extract<CallState, { name: 'inviting' }>, input: CallInput): Next {
  switch (input.kind) {
    case 'provisional':
      // RFC 3261 section 9.1: no CANCEL before a provisional response; now it may go.
      return state.isUnwanted
        ? { state: { name: 'cancelling' }, actions: [{ kind: 'send-cancel' }] }
        : { state: { ...state, hasProvisional: true }, actions: [{ kind: 'tell-provisional' }] };
    case 'success':
      return state.isUnwanted
        ? crossed()
        : { state: { name: 'established' }, actions: [{ kind: 'send-ack' }, { kind: 'tell-answered' }] };
    case 'challenge':
      if (state.isUnwanted) return over('cancelled');
      if (!input.canAnswer) return over('rejected');
      return { state: { ...state, hasProvisional: false }, actions: [{ kind: 'invite-again' }] };
    case 'failure':
      return over(state.isUnwanted ? 'cancelled' : 'rejected');
    case 'timeout':
    case 'transport-error':
      return over(input.kind);
    case 'hang-up':
      if (!state.hasProvisional) return { state: { ...state, isUnwanted: true }, actions: [] };
      return { state: { name: 'cancelling' }, actions: [{ kind: 'send-cancel' }] };
    case 'cancel-timeout':
      return state.isUnwanted ? over('cancelled') : { state, actions: [] };
    case 'bye':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function cancelling(state: Extract<CallState, { name: 'cancelling' }>, input: CallInput): Next {
  switch (input.kind) {
    case 'success':
      return crossed();
    case 'failure':
    case 'challenge':
    // RFC 3261 section 9.1: without a final response within 64*T1 the INVITE counts as cancelled.
    case 'cancel-timeout':
      return over('cancelled');
    case 'transport-error':
      return over('transport-error');
    case 'provisional':
    case 'timeout':
    case 'hang-up':
    case 'bye':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

/** The 2xx crossed our CANCEL: acknowledged and ended at once, and nobody was answered (RFC 3261 section 9.1, 15). */
function crossed(): Next {
  return {
    state: { name: 'ended' },
    actions: [
      { kind: 'send-ack' },
      { kind: 'send-bye', to: 'response' },
      { kind: 'tell-ended', cause: 'cancelled' },
    ],
  };
}

function established(state: Extract<CallState, { name: 'established' }>, input: CallInput): Next {
  switch (input.kind) {
    case 'success':
      return { state, actions: again(input.isNewDialog) };
    case 'hang-up':
      // Section 15.1.1: the call is over for us when the BYE has gone out, whatever becomes of it.
      return {
        state: { name: 'ended' },
        actions: [
          { kind: 'send-bye', to: 'answered' },
          { kind: 'tell-ended', cause: 'hung-up-by-us' },
        ],
      };
    case 'bye':
      return over('hung-up-by-them');
    case 'provisional':
    case 'challenge':
    case 'failure':
    case 'timeout':
    case 'transport-error':
    case 'cancel-timeout':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function ended(state: Extract<CallState, { name: 'ended' }>, input: CallInput): Next {
  return { state, actions: input.kind === 'success' ? again(input.isNewDialog) : [] };
}

/** RFC 3261 section 13.2.2.4: each 2xx gets its ACK; a dialog too many gets its BYE as well. */
function again(isNewDialog: boolean): readonly CallAction[] {
  return isNewDialog
    ? [{ kind: 'send-ack' }, { kind: 'send-bye', to: 'response' }]
    : [{ kind: 'repeat-ack' }];
}

function over(cause: EndCause): Next {
  return { state: { name: 'ended' }, actions: [{ kind: 'tell-ended', cause }] };
}
