import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('guard.sh', import.meta.url));

/** A small process of its own that stops the server when we are gone; a guard that dies is replaced. */
export interface Guard {
  /** Tells the guard that all is well: the server has stopped, nothing is left to do. */
  dismiss(): void;
}

export function startGuard(clusterName: string): Guard {
  let isDismissed = false;
  let guard = spawnGuard(clusterName, replace);
  function replace(): void {
    // A moment between two, so that a machine without `sh` is not kept busy with failing.
    if (!isDismissed) setTimeout(respawn, 200).unref();
  }
  function respawn(): void {
    if (!isDismissed) guard = spawnGuard(clusterName, replace);
  }
  return {
    dismiss: () => {
      isDismissed = true;
      guard.stdin?.end('done\n');
    },
  };
}

function spawnGuard(clusterName: string, onEnd: () => void): ChildProcess {
  // A session of its own (`detached`): a SIGKILL to our whole process group must not take the guard along.
  const guard = spawn('/bin/sh', [script, clusterName], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('exit', onEnd);
  guard.once('error', onEnd);
  // A dead guard breaks the pipe; its `exit` says so already.
  guard.stdin?.on('error', () => {});
  // The guard must not keep a program alive that has nothing left to do.
  guard.unref();
  if (guard.stdin !== null && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function')
    guard.stdin.unref();
  return guard;
}
