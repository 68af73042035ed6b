import { type Step, startTimer, stopTimer, type TimerAction, type TransactionSettings } from './timers.ts';

// The INVITE server transaction: RFC 3261 section 17.2.1 (figure 7) with the corrections of RFC 6026 (figure 2).

export type InviteServerState =
  | { readonly name: 'proceeding' }
  | { readonly name: 'accepted' }
  | { readonly name: 'completed'; readonly resendMs: number }
  | { readonly name: 'confirmed' }
  | { readonly name: 'terminated' };

export type InviteServerInput =
  /** The same INVITE once more. */
  | { readonly kind: 'invite' }
  | { readonly kind: 'ack' }
  /** The user answers. */
  | { readonly kind: 'respond'; readonly status: number }
  | { readonly kind: 'timer'; readonly timer: 'G' | 'H' | 'I' | 'L' }
  | { readonly kind: 'transport-error' };

export type InviteServerAction =
  | TimerAction
  /** The response that the user has just given. */
  | { readonly kind: 'send-response' }
  /** The last one, once more. */
  | { readonly kind: 'repeat-response' }
  | { readonly kind: 'pass-ack' }
  | { readonly kind: 'tell-timeout' }
  | { readonly kind: 'tell-transport-error' };

type Next = Step<InviteServerState, InviteServerAction>;

export function startInviteServer(): Next {
  return { state: { name: 'proceeding' }, actions: [] };
}

export function stepInviteServer(
  state: InviteServerState,
  input: InviteServerInput,
  settings: TransactionSettings,
): Next {
  switch (state.name) {
    case 'proceeding':
      return proceeding(state, input, settings);
    case 'accepted':
      return accepted(state, input);
    case 'completed':
      return completed(state, input, settings);
    case 'confirmed':
      return input.kind === 'timer' && input.timer === 'I'
        ? { state: { name: 'terminated' }, actions: [] }
        : { state, actions: [] };
    case 'terminated':
      return { state, actions: [] };
    default:
      return state satisfies never;
  }
}

function proceeding(
  state: Extract<InviteServerState, { name: 'proceeding' }>,
  input: InviteServerInput,
  settings: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'invite':
      return { state, actions: [{ kind: 'repeat-response' }] };
    case 'respond':
      return respond(input.status, settings);
    case 'transport-error':
      return { state: { name: 'terminated' }, actions: [{ kind: 'tell-transport-error' }] };
    case 'ack':
    case 'timer':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function respond(status: number, { isReliable, t1Ms }: TransactionSettings): Next {
  const send: InviteServerAction = { kind: 'send-response' };
  if (status < 200) return { state: { name: 'proceeding' }, actions: [send] };
  // RFC 6026 section 7.1: Timer L keeps the transaction, so that a late INVITE is not taken for a new call.
  if (status < 300) return { state: { name: 'accepted' }, actions: [send, startTimer('L', 64 * t1Ms)] };
  const timerG = isReliable ? [] : [startTimer('G', t1Ms)];
  return {
    state: { name: 'completed', resendMs: t1Ms },
    actions: [send, ...timerG, startTimer('H', 64 * t1Ms)],
  };
}

function accepted(state: Extract<InviteServerState, { name: 'accepted' }>, input: InviteServerInput): Next {
  switch (input.kind) {
    case 'respond':
      // RFC 6026 section 7.1: the user repeats its 2xx until the ACK is there (RFC 3261 section 13.3.1.4).
      return input.status >= 200 && input.status < 300
        ? { state, actions: [{ kind: 'send-response' }] }
        : { state, actions: [] };
    case 'ack':
      return { state, actions: [{ kind: 'pass-ack' }] };
    case 'timer':
      return input.timer === 'L' ? { state: { name: 'terminated' }, actions: [] } : { state, actions: [] };
    case 'transport-error':
      return { state, actions: [{ kind: 'tell-transport-error' }] };
    case 'invite':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}

function completed(
  state: Extract<InviteServerState, { name: 'completed' }>,
  input: InviteServerInput,
  { isReliable, t2Ms, t4Ms }: TransactionSettings,
): Next {
  switch (input.kind) {
    case 'invite':
      return { state, actions: [{ kind: 'repeat-response' }] };
    case 'ack': {
      const stops = [stopTimer('G'), stopTimer('H')];
      if (isReliable) return { state: { name: 'terminated' }, actions: stops };
      return { state: { name: 'confirmed' }, actions: [...stops, startTimer('I', t4Ms)] };
    }
    case 'timer':
      switch (input.timer) {
        case 'G': {
          const resendMs = Math.min(2 * state.resendMs, t2Ms);
          return {
            state: { name: 'completed', resendMs },
            actions: [{ kind: 'repeat-response' }, startTimer('G', resendMs)],
          };
        }
        case 'H':
          return { state: { name: 'terminated' }, actions: [{ kind: 'tell-timeout' }] };
        case 'I':
        case 'L':
          return { state, actions: [] };
        default:
          return input.timer satisfies never;
      }
    case 'transport-error':
      return { state: { name: 'terminated' }, actions: [{ kind: 'tell-transport-error' }] };
    case 'respond':
      return { state, actions: [] };
    default:
      return input satisfies never;
  }
}
