import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('guard.sh', import.meta.url));

// Stand-ins for a server: a process that carries the cluster's name as the postmaster does.
function startStandIn(name: string, ignoredSignals: string) {
  const body = `trap '' ${ignoredSignals}; echo ready; while :; do sleep 0.05; done`;
  return spawn('/bin/sh', ['-c', body, '-c', `cluster_name=${name}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it.each([
  { obeys: 'SIGINT', ignoredSignals: 'HUP', within: 1000 },
  { obeys: 'SIGQUIT', ignoredSignals: 'INT', within: 1900 },
  { obeys: 'SIGKILL', ignoredSignals: 'INT QUIT TERM', within: 2500 },
])('a guard whose app is gone ends a server that obeys $obeys', async ({ obeys, ignoredSignals, within }) => {
  const name = `draht-guard-test-${obeys}`;
  const server = startStandIn(name, ignoredSignals);
  await once(server.stdout, 'data');
  const guard = spawn('/bin/sh', [script, name], { stdio: ['pipe', 'ignore', 'ignore'] });
  const guardEnded = once(guard, 'exit');
  const from = performance.now();
  guard.stdin.end();
  const [, signal] = await once(server, 'exit');
  expect(signal).toBe(obeys);
  expect(performance.now() - from).toBeLessThan(within);
  await guardEnded;
});

it('a guard that was dismissed leaves everything alone', async () => {
  const name = 'draht-guard-test-dismissed';
  const server = startStandIn(name, 'HUP');
  await once(server.stdout, 'data');
  const guard = spawn('/bin/sh', [script, name], { stdio: ['pipe', 'ignore', 'ignore'] });
  guard.stdin.end('done\n');
  const [exitCode] = await once(guard, 'exit');
  expect({ exitCode, server: server.signalCode }).toEqual({ exitCode: 0, server: null });
  server.kill('SIGKILL');
  await once(server, 'exit');
});
