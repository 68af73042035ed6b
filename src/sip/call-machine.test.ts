import { describe, expect, test } from 'vitest';
import { type CallAction, type CallInput, type CallState, startOfCall, stepCall } from './call-machine.ts';

const inviting = startOfCall;
const ringing: CallState = { name: 'inviting', hasProvisional: true, isUnwanted: false };
const unwanted: CallState = { name: 'inviting', hasProvisional: false, isUnwanted: true };
const cancelling: CallState = { name: 'cancelling' };
const established: CallState = { name: 'established' };
const ended: CallState = { name: 'ended' };
const first: CallInput = { kind: 'success', isNewDialog: true };
const again: CallInput = { kind: 'success', isNewDialog: false };
const asked = (canAnswer: boolean): CallInput => ({ kind: 'challenge', canAnswer });
const is = (kind: Exclude<CallInput['kind'], 'success' | 'challenge'>): CallInput => ({ kind });

function say(action: CallAction): string {
  if (action.kind === 'tell-ended') return `ended: ${action.cause}`;
  return action.kind === 'send-bye' ? `send-bye to ${action.to}` : action.kind;
}

const crossed = 'send-ack, send-bye to response, ended: cancelled';

describe('a call that we place', () => {
  test.each<[CallState, CallInput, CallState, string]>([
    [inviting, is('provisional'), ringing, 'tell-provisional'],
    [inviting, first, established, 'send-ack, tell-answered'],
    [inviting, is('failure'), ended, 'ended: rejected'],
    [inviting, is('timeout'), ended, 'ended: timeout'],
    [inviting, is('transport-error'), ended, 'ended: transport-error'],
    [inviting, asked(true), inviting, 'invite-again'],
    [ringing, asked(true), inviting, 'invite-again'],
    [inviting, asked(false), ended, 'ended: rejected'],
    // RFC 3261 section 9.1: no CANCEL before a provisional response.
    [inviting, is('hang-up'), unwanted, ''],
    [ringing, is('hang-up'), cancelling, 'send-cancel'],
    [ringing, is('bye'), ringing, ''],
    [ringing, is('cancel-timeout'), ringing, ''],
    [unwanted, is('hang-up'), unwanted, ''],
    [unwanted, is('provisional'), cancelling, 'send-cancel'],
    [unwanted, first, ended, crossed],
    [unwanted, is('failure'), ended, 'ended: cancelled'],
    [unwanted, asked(true), ended, 'ended: cancelled'],
    [unwanted, is('timeout'), ended, 'ended: timeout'],
    [unwanted, is('cancel-timeout'), ended, 'ended: cancelled'],
    [cancelling, first, ended, crossed],
    [cancelling, is('failure'), ended, 'ended: cancelled'],
    [cancelling, asked(true), ended, 'ended: cancelled'],
    [cancelling, is('cancel-timeout'), ended, 'ended: cancelled'],
    [cancelling, is('transport-error'), ended, 'ended: transport-error'],
    [cancelling, is('provisional'), cancelling, ''],
    [cancelling, is('hang-up'), cancelling, ''],
    [established, again, established, 'repeat-ack'],
    // Another telephone answered as well: one of the two is enough.
    [established, first, established, 'send-ack, send-bye to response'],
    [established, is('hang-up'), ended, 'send-bye to answered, ended: hung-up-by-us'],
    [established, is('bye'), ended, 'ended: hung-up-by-them'],
    [established, is('timeout'), established, ''],
    [ended, is('hang-up'), ended, ''],
    [ended, is('bye'), ended, ''],
    [ended, again, ended, 'repeat-ack'],
    [ended, first, ended, 'send-ack, send-bye to response'],
  ])('%j and %j: %j, %s', (state, input, next, actions) => {
    const step = stepCall(state, input);
    expect([step.state, step.actions.map(say).join(', ')]).toEqual([next, actions]);
  });

  test('ends at most once, whatever comes in which order', () => {
    const inputs: CallInput[] = [first, again, asked(true), asked(false)];
    for (const kind of [
      'provisional',
      'failure',
      'timeout',
      'transport-error',
      'hang-up',
      'bye',
      'cancel-timeout',
    ] as const)
      inputs.push({ kind });
    const walk = (state: CallState, ends: number, depth: number): void => {
      expect(ends).toBe(state.name === 'ended' ? 1 : 0);
      if (depth === 0) return;
      for (const input of inputs) {
        const step = stepCall(state, input);
        walk(step.state, ends + step.actions.filter(({ kind }) => kind === 'tell-ended').length, depth - 1);
      }
    };
    walk(startOfCall, 0, 4);
  });
});
