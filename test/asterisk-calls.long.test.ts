// Our SIP client against Asterisk 22, a carrier that is not ours: digest, 180, early media, Q.850, who hangs up.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asterisk, asteriskNumbers, runAsterisk } from './peers/run-asterisk.ts';

let asterisk: Asterisk;
beforeAll(async () => {
  asterisk = await runAsterisk();
}, 600_000);
afterAll(() => asterisk?.close());

async function draht(to: string, password = asterisk.password) {
  const main = join(import.meta.dirname, '../src/main.ts');
  const child = spawn(process.execPath, [
    ...[main, 'call', '--trunk', `sip:127.0.0.1:${asterisk.port}`, '--to', to, '--from', '+493023125099'],
    ...['--user', asterisk.user, '--password', password, '--ring', '16', '--json'],
  ]);
  return JSON.parse(await text(child.stdout));
}

const ms = expect.any(Number);

describe.concurrent('a call through Asterisk', () => {
  test.each([
    ['echo', { class: 'ANSWERED_HUMAN', sipStatus: 200, ms: { ringing: ms, answered: ms } }],
    ['hangsUp', { class: 'ANSWERED_HUMAN', sipStatus: 200, q850: 16, ms: { ringing: ms, answered: ms } }],
    [
      'announcement',
      { class: 'NOT_IN_SERVICE', sipStatus: 404, q850: 1, ms: { ringing: null, progress: ms } },
    ],
    ['busy', { class: 'BUSY', sipStatus: 486, q850: 17, ms: { answered: null } }],
    ['ringsOn', { class: 'NO_ANSWER', sipStatus: 487, ms: { ringing: ms, answered: null } }],
  ] as const)('%s', async (name, expected) => {
    expect(await draht(asteriskNumbers[name])).toMatchObject(expected);
  });

  test('a wrong password is a fault of the trunk, not of the number', async () => {
    expect(await draht(asteriskNumbers.echo, 'wrong')).toMatchObject({ class: 'TRUNK_FAULT' });
  });
});
