import { readdirSync, readFileSync } from 'node:fs';

/** Which process, not only which number: a pid is given again, a pid with its start time within one boot is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot, as in `/proc/PID/stat`. */
  readonly startTicks: string;
  readonly bootId: string;
}

/** The process that has this pid now, or undefined when none lives (a zombie does not live). */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const stat = readProc(`${pid}/stat`);
  // proc(5): the second field is the name in brackets and may hold spaces and brackets itself.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, startTicks] = [fields[0], fields[19]];
  if (startTicks === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startTicks, bootId: readProc('sys/kernel/random/boot_id')?.trim() ?? '' };
}

export function isAlive(identity: ProcessIdentity): boolean {
  const now = identityOf(identity.pid);
  return now !== undefined && now.startTicks === identity.startTicks && now.bootId === identity.bootId;
}

/** The living processes whose arguments satisfy `isMeant`. */
export function findProcesses(isMeant: (args: readonly string[]) => boolean): ProcessIdentity[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isMeant(readProc(`${name}/cmdline`)?.split('\0') ?? []))
    .map((name) => identityOf(Number(name)))
    .filter((identity) => identity !== undefined);
}

/** Sends a signal; a process that is already gone is as good as one that obeys. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ESRCH: it ended before the signal. EPERM: not ours to stop; who waits for its end will say so.
  }
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    // The process ended while we looked, or /proc hides other people's processes.
    return undefined;
  }
}
