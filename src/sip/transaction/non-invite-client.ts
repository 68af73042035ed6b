import { type Step, startTimer, stopTimer, type TimerAction, type TransactionSettings } from './timers.ts';

// The client transaction of every other request: RFC 3261 section 17.1.2 (figure 6).

export type NonInviteClientState =
  | { readonly name: 'trying'; readonly resendMs: number }
  | { readonly name: 'proceeding' }
  | { readonly name: 'completed' }
  | { readonly name: 'terminated' };

export type NonInviteClientInput =
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'timer'; readonly timer: 'E' | 'F' | 'K' }
  | { readonly kind: 'transport-error' };

export type NonInviteClientAction =
  | TimerAction
  | { readonly kind: 'send-request' }
  | { readonly kind: 'pass-response' }
  | { readonly kind: 'tell-timeout' }
  | { readonly kind: 'tell-transport-error' };

type Next = Step<NonInviteClientState, NonInviteClientAction>;

/** RFC 3261 section 17.1.2.2: the request is sent, Timer F is started, and Timer E where a packet may be lost. */
export function startNonInviteClient({ isReliable, t1Ms }: TransactionSettings): Next {
  const timerE = isReliable ? [] : [startTimer('E', t1Ms)];
  return {
    state: { name: 'trying', resendMs: t1Ms },
    actions: [{ kind: 'send-request' }, ...timerE, startTimer('F', 64 * t1Ms)],
  };
}

export function stepNonInviteClient(
  state: NonInviteClientState,
  input: NonInviteClientInput,
  settings: TransactionSettings,
): Next {
  switch (state.name) {
    case 'trying':
    case 'proceeding':
      return waiting(state, input, settings);
    case 'completed':
      // Section 17.1.2.2: Timer K takes up repeated responses.
      return input.kind === 'timer' && input.timer === 'K'
        ? { state: { name: 'terminated' }, actions: [] }
        : { state, actions: [] };
    case 'terminated':
      return { state, actions: [] };
    default:
      return state satisfies never;
  }
}

function waiting(
  state: Extract<NonInviteClientState, { name: 'trying' | 'proceeding' }>,
  input: NonInviteClientInput,
  settings: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'response':
      return answered(input.status, settings);
    case 'transport-error':
      return ended({ kind: 'tell-transport-error' });
    case 'timer':
      switch (input.timer) {
        case 'E':
          return resend(state, settings);
        case 'F':
          return ended({ kind: 'tell-timeout' });
        case 'K':
          return { state, actions: [] };
        default:
          return input.timer satisfies never;
      }
    default:
      return input satisfies never;
  }
}

/** Section 17.1.2.2: after T1, 2*T1 ... and at most T2; once somebody answered, every T2. */
function resend(
  state: Extract<NonInviteClientState, { name: 'trying' | 'proceeding' }>,
  { t2Ms }: TransactionSettings,
): Next {
  if (state.name === 'proceeding') {
    return { state, actions: [{ kind: 'send-request' }, startTimer('E', t2Ms)] };
  }
  const resendMs = Math.min(2 * state.resendMs, t2Ms);
  return {
    state: { name: 'trying', resendMs },
    actions: [{ kind: 'send-request' }, startTimer('E', resendMs)],
  };
}

function answered(status: number, { isReliable, t4Ms }: TransactionSettings): Next {
  // Timers E and F run on through a provisional response.
  if (status < 200) return { state: { name: 'proceeding' }, actions: [{ kind: 'pass-response' }] };
  const actions: NonInviteClientAction[] = [stopTimer('E'), stopTimer('F'), { kind: 'pass-response' }];
  if (isReliable) return { state: { name: 'terminated' }, actions };
  return { state: { name: 'completed' }, actions: [...actions, startTimer('K', t4Ms)] };
}

function ended(action: NonInviteClientAction): Next {
  return { state: { name: 'terminated' }, actions: [action] };
}
