import { describe, expect, test } from 'vitest';
import {
  type InviteServerInput,
  type InviteServerState,
  startInviteServer,
  stepInviteServer,
} from './invite-server.ts';
import { sayActions } from './say-actions.fixture.ts';
import { timerValues } from './timers.ts';

const udp = { ...timerValues, isReliable: false };
const tcp = { ...timerValues, isReliable: true };
const respond = (status: number): InviteServerInput => ({ kind: 'respond', status });
const timer = (name: 'G' | 'H' | 'I' | 'L'): InviteServerInput => ({ kind: 'timer', timer: name });
const invite: InviteServerInput = { kind: 'invite' };
const ack: InviteServerInput = { kind: 'ack' };
const broken: InviteServerInput = { kind: 'transport-error' };
const proceeding: InviteServerState = { name: 'proceeding' };
const accepted: InviteServerState = { name: 'accepted' };
const completed: InviteServerState = { name: 'completed', resendMs: 500 };
const confirmed: InviteServerState = { name: 'confirmed' };
const terminated: InviteServerState = { name: 'terminated' };

describe('the INVITE server transaction (RFC 3261 section 17.2.1, RFC 6026)', () => {
  test('begins in Proceeding', () => {
    expect(startInviteServer()).toEqual({ state: proceeding, actions: [] });
  });

  test.each<[InviteServerState, InviteServerInput, InviteServerState['name'], string]>([
    [proceeding, invite, 'proceeding', 'repeat-response'],
    [proceeding, respond(180), 'proceeding', 'send-response'],
    [proceeding, respond(200), 'accepted', 'send-response, start L 32000'],
    [proceeding, respond(404), 'completed', 'send-response, start G 500, start H 32000'],
    [proceeding, ack, 'proceeding', ''],
    [proceeding, timer('G'), 'proceeding', ''],
    [proceeding, broken, 'terminated', 'tell-transport-error'],
    [accepted, invite, 'accepted', ''],
    [accepted, respond(200), 'accepted', 'send-response'],
    [accepted, respond(500), 'accepted', ''],
    [accepted, ack, 'accepted', 'pass-ack'],
    [accepted, timer('H'), 'accepted', ''],
    [accepted, timer('L'), 'terminated', ''],
    [accepted, broken, 'accepted', 'tell-transport-error'],
    [completed, invite, 'completed', 'repeat-response'],
    [completed, timer('G'), 'completed', 'repeat-response, start G 1000'],
    [{ name: 'completed', resendMs: 4000 }, timer('G'), 'completed', 'repeat-response, start G 4000'],
    [completed, timer('H'), 'terminated', 'tell-timeout'],
    [completed, timer('I'), 'completed', ''],
    [completed, ack, 'confirmed', 'stop G, stop H, start I 5000'],
    [completed, respond(200), 'completed', ''],
    [completed, broken, 'terminated', 'tell-transport-error'],
    [confirmed, ack, 'confirmed', ''],
    [confirmed, invite, 'confirmed', ''],
    [confirmed, timer('G'), 'confirmed', ''],
    [confirmed, timer('I'), 'terminated', ''],
    [terminated, invite, 'terminated', ''],
  ])('over UDP: %j and %j: %s, %s', (state, input, name, actions) => {
    const step = stepInviteServer(state, input, udp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([name, actions]);
  });

  test.each<[InviteServerState, InviteServerInput, InviteServerState['name'], string]>([
    [proceeding, respond(404), 'completed', 'send-response, start H 32000'],
    [completed, ack, 'terminated', 'stop G, stop H'],
  ])('over TCP: %j and %j: %s, %s', (state, input, name, actions) => {
    const step = stepInviteServer(state, input, tcp);
    expect([step.state.name, sayActions(step.actions)]).toEqual([name, actions]);
  });
});
