import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openUdpTransport } from '../src/sip/udp-transport.ts';
import { runSipp } from './peers/run-sipp.ts';

// `draht call` as a person types it, with SIPp as the trunk.

async function draht(...args: string[]) {
  const main = join(import.meta.dirname, '../src/main.ts');
  const child = spawn(process.execPath, [main, 'call', ...args], {
    env: { ...process.env, DRAHT_LANG: 'en' },
  });
  const code = new Promise((resolve) => child.on('exit', resolve));
  const [status, stdout, stderr] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { status, stdout, stderr };
}

const numbers = ['--to', '+493023125001', '--from', '+493023125000'];

describe.concurrent('draht call', () => {
  test('prints what became of the call, and ends with 0 whatever it was', async () => {
    const keys = { status: '404', phrase: 'Not Found', extra: 'Reason: Q.850;cause=1' };
    const peer = await runSipp({ scenario: 'final', transport: 'udp', keys });
    const { status, stdout, stderr } = await draht(
      '--trunk',
      `sip:127.0.0.1:${peer.port}`,
      ...numbers,
      '--json',
    );
    expect([status, stderr]).toEqual([0, '']);
    const time = expect.any(Number);
    expect(JSON.parse(stdout)).toEqual({
      class: 'NOT_IN_SERVICE',
      sipStatus: 404,
      q850: 1,
      ms: { trying: time, ringing: null, progress: null, answered: null, ended: time },
    });
    expect((await peer.ended).exitCode).toBe(0);
  });

  test('signs in over TCP, and hangs up when the other side does not', async () => {
    const peer = await runSipp({ scenario: 'challenge-401', transport: 'tcp' });
    const trunk = `sip:127.0.0.1:${peer.port};transport=tcp`;
    const account = ['--user', 'draht', '--password', 'geheim'];
    const { status, stdout } = await draht('--trunk', trunk, ...numbers, ...account);
    expect(status).toBe(0);
    expect(stdout).toContain('ANSWERED_HUMAN: Somebody answered.\nAnswer of the network: 200 OK\n');
    expect((await peer.ended).exitCode).toBe(0);
  });

  test('cancels after the seconds of --ring', async () => {
    const peer = await runSipp({ scenario: 'no-answer', transport: 'udp' });
    const { stdout } = await draht(
      '--trunk',
      `sip:127.0.0.1:${peer.port}`,
      ...numbers,
      '--ring',
      '1',
      '--json',
    );
    const { class: name, sipStatus, ms } = JSON.parse(stdout);
    expect([name, sipStatus]).toEqual(['CANCELLED', 487]);
    expect(ms.ended - ms.ringing).toBeGreaterThanOrEqual(1000);
    expect((await peer.ended).exitCode).toBe(0);
  });

  test('sends nothing to a number that policy refuses', async () => {
    let packets = 0;
    const trunk = await openUdpTransport({
      host: '127.0.0.1',
      port: 0,
      onMessage: () => {
        packets++;
      },
      onError: () => {},
    });
    const refused = ['--to', '+4990012345678', '--from', '+493023125000', '--json'];
    const { status, stdout } = await draht('--trunk', `sip:127.0.0.1:${trunk.local.port}`, ...refused);
    expect([status, JSON.parse(stdout).class, packets]).toEqual([0, 'POLICY_REFUSED', 0]);
    await trunk.close();
  });

  test.each([
    [['--trunk', '127.0.0.1', ...numbers], 'The line “127.0.0.1” is written wrongly.'],
    [['--trunk', 'sip:trunk.invalid', ...numbers], 'The host “trunk.invalid” does not exist.'],
    [numbers, '--trunk'],
  ])('%j ends with 2 and the sentence what is wrong', async (args, sentence) => {
    const { status, stdout, stderr } = await draht(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
