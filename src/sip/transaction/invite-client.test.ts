import { describe, expect, test } from 'vitest';
import {
  type InviteClientInput,
  type InviteClientState,
  startInviteClient,
  stepInviteClient,
} from './invite-client.ts';
import { sayActions } from './say-actions.fixture.ts';
import { timerValues } from './timers.ts';

const udp = { ...timerValues, isReliable: false };
const tcp = { ...timerValues, isReliable: true };
const response = (status: number): InviteClientInput => ({ kind: 'response', status });
const timer = (name: 'A' | 'B' | 'D' | 'M'): InviteClientInput => ({ kind: 'timer', timer: name });
const broken: InviteClientInput = { kind: 'transport-error' };
const calling: InviteClientState = { name: 'calling', resendMs: 500 };
const proceeding: InviteClientState = { name: 'proceeding' };
const accepted: InviteClientState = { name: 'accepted' };
const completed: InviteClientState = { name: 'completed' };
const terminated: InviteClientState = { name: 'terminated' };

describe('the INVITE client transaction (RFC 3261 section 17.1.1, RFC 6026)', () => {
  test('begins by sending, and repeats itself only where packets get lost', () => {
    expect(sayActions(startInviteClient(udp).actions)).toBe('send-request, start A 500, start B 32000');
    expect(sayActions(startInviteClient(tcp).actions)).toBe('send-request, start B 32000');
  });

  test('sends the INVITE after 500, 1500, 3500, 7500, 15500 and 31500 ms', () => {
    let state: InviteClientState = calling;
    let at = 500;
    const times = [];
    while (at < 32_000) {
      times.push(at);
      const step = stepInviteClient(state, timer('A'), udp);
      state = step.state;
      at += state.name === 'calling' ? state.resendMs : Number.POSITIVE_INFINITY;
    }
    expect(times).toEqual([500, 1500, 3500, 7500, 15_500, 31_500]);
  });

  test.each<[InviteClientState, InviteClientInput, InviteClientState['name'], string]>([
    [calling, timer('A'), 'calling', 'send-request, start A 1000'],
    [calling, timer('B'), 'terminated', 'tell-timeout'],
    [calling, timer('D'), 'calling', ''],
    [calling, timer('M'), 'calling', ''],
    [calling, broken, 'terminated', 'tell-transport-error'],
    [calling, response(100), 'proceeding', 'stop A, stop B, pass-response'],
    [calling, response(200), 'accepted', 'stop A, stop B, pass-response, start M 32000'],
    [calling, response(300), 'completed', 'stop A, stop B, send-ack, pass-response, start D 32000'],
    [calling, response(699), 'completed', 'stop A, stop B, send-ack, pass-response, start D 32000'],
    [proceeding, response(180), 'proceeding', 'stop A, stop B, pass-response'],
    [proceeding, response(299), 'accepted', 'stop A, stop B, pass-response, start M 32000'],
    [proceeding, response(486), 'completed', 'stop A, stop B, send-ack, pass-response, start D 32000'],
    [proceeding, timer('A'), 'proceeding', ''],
    [proceeding, timer('B'), 'proceeding', ''],
    [proceeding, broken, 'terminated', 'tell-transport-error'],
    [accepted, response(200), 'accepted', 'pass-response'],
    [accepted, response(180), 'accepted', ''],
    [accepted, response(486), 'accepted', ''],
    [accepted, timer('B'), 'accepted', ''],
    [accepted, timer('M'), 'terminated', ''],
    [accepted, broken, 'accepted', ''],
    [completed, response(486), 'completed', 'send-ack'],
    [completed, response(180), 'completed', ''],
    [completed, response(200), 'completed', ''],
    [completed, timer('D'), 'terminated', ''],
    [completed, timer('A'), 'completed', ''],
    [completed, broken, 'terminated', 'tell-transport-error'],
    [terminated, response(200), 'terminated', ''],
    [terminated, timer('B'), 'terminated', ''],
    [terminated, broken, 'terminated', ''],
  ])('over UDP: %j and %j: %s, %s', (state, input, name, actions) => {
    const step = stepInviteClient(state, input, udp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([name, actions]);
  });

  test('over TCP a final response ends it at once: Timer D is zero', () => {
    const step = stepInviteClient(proceeding, response(404), tcp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([
      'terminated',
      'stop A, stop B, send-ack, pass-response',
    ]);
  });
});
