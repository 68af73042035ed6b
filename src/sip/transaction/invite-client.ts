import { type Step, startTimer, stopTimer, type TimerAction, type TransactionSettings } from './timers.ts';

// The INVITE client transaction: RFC 3261 section 17.1.1 (figure 5) with the corrections of RFC 6026 (figure 4).

export type InviteClientState =
  | { readonly name: 'calling'; readonly resendMs: number }
  | { readonly name: 'proceeding' }
  | { readonly name: 'accepted' }
  | { readonly name: 'completed' }
  | { readonly name: 'terminated' };

export type InviteClientInput =
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'timer'; readonly timer: 'A' | 'B' | 'D' | 'M' }
  | { readonly kind: 'transport-error' };

export type InviteClientAction =
  | TimerAction
  | { readonly kind: 'send-request' }
  /** The ACK of a final response that is not 2xx (section 17.1.1.3); that of a 2xx is the user's. */
  | { readonly kind: 'send-ack' }
  | { readonly kind: 'pass-response' }
  | { readonly kind: 'tell-timeout' }
  | { readonly kind: 'tell-transport-error' };

type Next = Step<InviteClientState, InviteClientAction>;

/** RFC 3261 section 17.1.1.2: the INVITE is sent, Timer B is started, and Timer A where a packet may be lost. */
export function startInviteClient({ isReliable, t1Ms }: TransactionSettings): Next {
  const timerA = isReliable ? [] : [startTimer('A', t1Ms)];
  return {
    state: { name: 'calling', resendMs: t1Ms },
    actions: [{ kind: 'send-request' }, ...timerA, startTimer('B', 64 * t1Ms)],
  };
}

export function stepInviteClient(
  state: InviteClientState,
  input: InviteClientInput,
  settings: TransactionSettings,
): Next {
  switch (state.name) {
    case 'calling':
      return calling(state, input, settings);
    case 'proceeding':
      return proceeding(state, input, settings);
    case 'accepted':
      return accepted(state, input);
    case 'completed':
      return completed(state, input);
    case 'terminated':
      return { state, actions: [] };
    default:
      return state satisfies never;
  }
}

function calling(
  state: Extract<InviteClientState, { name: 'calling' }>,
  input: InviteClientInput,
  settings: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'response':
      return answered(input.status, settings);
    case 'transport-error':
      // RFC 3261 section 17.1.4.
      return ended({ kind: 'tell-transport-error' });
    case 'timer':
      switch (input.timer) {
        case 'A': {
          // Section 17.1.1.2: again after T1, 2*T1, 4*T1 ...; Timer B puts an end to it.
          const resendMs = 2 * state.resendMs;
          return {
            state: { name: 'calling', resendMs },
            actions: [{ kind: 'send-request' }, startTimer('A', resendMs)],
          };
        }
        case 'B':
          return ended({ kind: 'tell-timeout' });
        case 'D':
        case 'M':
          return { state, actions: [] };
        default:
          return input.timer satisfies never;
      }
    default:
      return input satisfies never;
  }
}

function proceeding(
  state: Extract<InviteClientState, { name: 'proceeding' }>,
  input: InviteClientInput,
  settings: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'response':
      return answered(input.status, settings);
    case 'transport-error':
      return ended({ kind: 'tell-transport-error' });
    case 'timer':
      // Section 17.1.1.2: A and B belong to Calling alone. Who wants an end to the ringing sends CANCEL.
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

/** A response in Calling or Proceeding. */
function answered(status: number, { isReliable, t1Ms }: TransactionSettings): Next {
  const stops = [stopTimer('A'), stopTimer('B')];
  if (status < 200) {
    return { state: { name: 'proceeding' }, actions: [...stops, { kind: 'pass-response' }] };
  }
  if (status < 300) {
    // RFC 6026 section 8.4: stays for Timer M, so that a repeated 2xx (or one of another fork) reaches the user.
    return {
      state: { name: 'accepted' },
      actions: [...stops, { kind: 'pass-response' }, startTimer('M', 64 * t1Ms)],
    };
  }
  const actions: InviteClientAction[] = [...stops, { kind: 'send-ack' }, { kind: 'pass-response' }];
  // Section 17.1.1.2: Timer D is at least 32 s on UDP, zero where nothing is repeated.
  if (isReliable) return { state: { name: 'terminated' }, actions };
  return {
    state: { name: 'completed' },
    actions: [...actions, startTimer('D', Math.max(32_000, 64 * t1Ms))],
  };
}

function accepted(state: Extract<InviteClientState, { name: 'accepted' }>, input: InviteClientInput): Next {
  switch (input.kind) {
    case 'response':
      // RFC 6026 section 8.4: each 2xx goes to the user; anything else comes too late to mean something.
      return input.status >= 200 && input.status < 300
        ? { state, actions: [{ kind: 'pass-response' }] }
        : { state, actions: [] };
    case 'transport-error':
      return { state, actions: [] };
    case 'timer':
      return input.timer === 'M' ? { state: { name: 'terminated' }, actions: [] } : { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function completed(state: Extract<InviteClientState, { name: 'completed' }>, input: InviteClientInput): Next {
  switch (input.kind) {
    case 'response':
      // Section 17.1.1.2: our ACK was lost. The user has seen the response already.
      return input.status >= 300 ? { state, actions: [{ kind: 'send-ack' }] } : { state, actions: [] };
    case 'transport-error':
      return ended({ kind: 'tell-transport-error' });
    case 'timer':
      return input.timer === 'D' ? { state: { name: 'terminated' }, actions: [] } : { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function ended(action: InviteClientAction): Next {
  return { state: { name: 'terminated' }, actions: [action] };
}
