import { type Step, startTimer, type TimerAction, type TransactionSettings } from './timers.ts';

// The server transaction of every other request: RFC 3261 section 17.2.2 (figure 8).

export type NonInviteServerState =
  | { readonly name: 'trying' }
  | { readonly name: 'proceeding' }
  | { readonly name: 'completed' }
  | { readonly name: 'terminated' };

export type NonInviteServerInput =
  /** The same request once more. */
  | { readonly kind: 'request' }
  /** The user answers. */
  | { readonly kind: 'respond'; readonly status: number }
  | { readonly kind: 'timer'; readonly timer: 'J' }
  | { readonly kind: 'transport-error' };

export type NonInviteServerAction =
  | TimerAction
  | { readonly kind: 'send-response' }
  | { readonly kind: 'repeat-response' }
  | { readonly kind: 'tell-transport-error' };

type Next = Step<NonInviteServerState, NonInviteServerAction>;

export function startNonInviteServer(): Next {
  return { state: { name: 'trying' }, actions: [] };
}

export function stepNonInviteServer(
  state: NonInviteServerState,
  input: NonInviteServerInput,
  settings: TransactionSettings,
): Next {
  switch (state.name) {
    case 'trying':
    case 'proceeding':
      return open(state, input, settings);
    case 'completed':
      return completed(state, input);
    case 'terminated':
      return { state, actions: [] };
    default:
      return state satisfies never;
  }
}

function open(
  state: Extract<NonInviteServerState, { name: 'trying' | 'proceeding' }>,
  input: NonInviteServerInput,
  { isReliable, t1Ms }: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'request':
      // In Trying nothing has been said yet that could be repeated.
      return state.name === 'trying'
        ? { state, actions: [] }
        : { state, actions: [{ kind: 'repeat-response' }] };
    case 'respond': {
      const send: NonInviteServerAction = { kind: 'send-response' };
      if (input.status < 200) return { state: { name: 'proceeding' }, actions: [send] };
      if (isReliable) return { state: { name: 'terminated' }, actions: [send] };
      return { state: { name: 'completed' }, actions: [send, startTimer('J', 64 * t1Ms)] };
    }
    case 'transport-error':
      return { state: { name: 'terminated' }, actions: [{ kind: 'tell-transport-error' }] };
    case 'timer':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function completed(
  state: Extract<NonInviteServerState, { name: 'completed' }>,
  input: NonInviteServerInput,
): Next {
  switch (input.kind) {
    case 'request':
      return { state, actions: [{ kind: 'repeat-response' }] };
    case 'timer':
      return { state: { name: 'terminated' }, actions: [] };
    case 'transport-error':
      return { state: { name: 'terminated' }, actions: [{ kind: 'tell-transport-error' }] };
    case 'respond':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}
