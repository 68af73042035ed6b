import { describe, expect, test } from 'vitest';
import {
  type NonInviteClientInput,
  type NonInviteClientState,
  startNonInviteClient,
  stepNonInviteClient,
} from './non-invite-client.ts';
import { sayActions } from './say-actions.fixture.ts';
import { timerValues } from './timers.ts';

const udp = { ...timerValues, isReliable: false };
const tcp = { ...timerValues, isReliable: true };
const response = (status: number): NonInviteClientInput => ({ kind: 'response', status });
const timer = (name: 'E' | 'F' | 'K'): NonInviteClientInput => ({ kind: 'timer', timer: name });
const broken: NonInviteClientInput = { kind: 'transport-error' };
const trying: NonInviteClientState = { name: 'trying', resendMs: 500 };
const proceeding: NonInviteClientState = { name: 'proceeding' };
const completed: NonInviteClientState = { name: 'completed' };
const terminated: NonInviteClientState = { name: 'terminated' };

describe('the non-INVITE client transaction (RFC 3261 section 17.1.2)', () => {
  test('begins by sending, and repeats itself only where packets get lost', () => {
    expect(sayActions(startNonInviteClient(udp).actions)).toBe('send-request, start E 500, start F 32000');
    expect(sayActions(startNonInviteClient(tcp).actions)).toBe('send-request, start F 32000');
  });

  test('repeats after T1, twice as long each time, at most T2', () => {
    let state: NonInviteClientState = trying;
    const pauses = [];
    for (let repetition = 0; repetition < 6; repetition++) {
      const step = stepNonInviteClient(state, timer('E'), udp);
      state = step.state;
      pauses.push(sayActions(step.actions));
    }
    expect(pauses).toEqual([1000, 2000, 4000, 4000, 4000, 4000].map((ms) => `send-request, start E ${ms}`));
  });

  test.each<[NonInviteClientState, NonInviteClientInput, NonInviteClientState['name'], string]>([
    [trying, response(100), 'proceeding', 'pass-response'],
    [trying, response(200), 'completed', 'stop E, stop F, pass-response, start K 5000'],
    [trying, response(481), 'completed', 'stop E, stop F, pass-response, start K 5000'],
    [trying, timer('F'), 'terminated', 'tell-timeout'],
    [trying, timer('K'), 'trying', ''],
    [trying, broken, 'terminated', 'tell-transport-error'],
    [proceeding, response(100), 'proceeding', 'pass-response'],
    [proceeding, response(200), 'completed', 'stop E, stop F, pass-response, start K 5000'],
    [proceeding, timer('E'), 'proceeding', 'send-request, start E 4000'],
    [proceeding, timer('F'), 'terminated', 'tell-timeout'],
    [proceeding, broken, 'terminated', 'tell-transport-error'],
    [completed, response(200), 'completed', ''],
    [completed, timer('E'), 'completed', ''],
    [completed, timer('K'), 'terminated', ''],
    [completed, broken, 'completed', ''],
    [terminated, timer('F'), 'terminated', ''],
  ])('over UDP: %j and %j: %s, %s', (state, input, name, actions) => {
    const step = stepNonInviteClient(state, input, udp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([name, actions]);
  });

  test('over TCP a final response ends it at once: Timer K is zero', () => {
    const step = stepNonInviteClient(trying, response(200), tcp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([
      'terminated',
      'stop E, stop F, pass-response',
    ]);
  });
});
