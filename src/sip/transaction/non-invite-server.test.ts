import { describe, expect, test } from 'vitest';
import {
  type NonInviteServerInput,
  type NonInviteServerState,
  startNonInviteServer,
  stepNonInviteServer,
} from './non-invite-server.ts';
import { sayActions } from './say-actions.fixture.ts';
import { timerValues } from './timers.ts';

const udp = { ...timerValues, isReliable: false };
const tcp = { ...timerValues, isReliable: true };
const respond = (status: number): NonInviteServerInput => ({ kind: 'respond', status });
const request: NonInviteServerInput = { kind: 'request' };
const timerJ: NonInviteServerInput = { kind: 'timer', timer: 'J' };
const broken: NonInviteServerInput = { kind: 'transport-error' };
const trying: NonInviteServerState = { name: 'trying' };
const proceeding: NonInviteServerState = { name: 'proceeding' };
const completed: NonInviteServerState = { name: 'completed' };

describe('the non-INVITE server transaction (RFC 3261 section 17.2.2)', () => {
  test('begins in Trying', () => {
    expect(startNonInviteServer()).toEqual({ state: trying, actions: [] });
  });

  test.each<[NonInviteServerState, NonInviteServerInput, NonInviteServerState['name'], string]>([
    [trying, request, 'trying', ''],
    [trying, respond(100), 'proceeding', 'send-response'],
    [trying, respond(200), 'completed', 'send-response, start J 32000'],
    [trying, timerJ, 'trying', ''],
    [trying, broken, 'terminated', 'tell-transport-error'],
    [proceeding, request, 'proceeding', 'repeat-response'],
    [proceeding, respond(481), 'completed', 'send-response, start J 32000'],
    [proceeding, broken, 'terminated', 'tell-transport-error'],
    [completed, request, 'completed', 'repeat-response'],
    [completed, respond(200), 'completed', ''],
    [completed, timerJ, 'terminated', ''],
    [completed, broken, 'terminated', 'tell-transport-error'],
    [{ name: 'terminated' }, request, 'terminated', ''],
  ])('over UDP: %j and %j: %s, %s', (state, input, name, actions) => {
    const step = stepNonInviteServer(state, input, udp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([name, actions]);
  });

  test('over TCP a final response ends it at once: Timer J is zero', () => {
    const step = stepNonInviteServer(trying, respond(200), tcp);
    expect([step.state.name, sayActions(step.actions)]).toEqual(['terminated', 'send-response']);
  });
});
