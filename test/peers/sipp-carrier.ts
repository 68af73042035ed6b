import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, listens } from './run-sipp.ts';

/** SIPp in a carrier's place: any number of calls, told apart by the number. */
export interface SippCarrier {
  readonly port: number;
  /** Ends it when no call is on any more. */
  stop(): Promise<SippSaid>;
}

/** What SIPp itself says of what came to it. */
export interface SippSaid {
  readonly exitCode: number;
  readonly errors: string;
  /** Its own count of calls. */
  readonly calls: { readonly incoming: number; readonly successful: number; readonly failed: number };
  /** Every message, in order, as its log has it. */
  readonly messages: readonly SippMessage[];
}

export interface SippMessage {
  readonly isReceived: boolean;
  /** Request line or status line. */
  readonly start: string;
  readonly callId: string;
  readonly cseq: string;
}

/** @param keys Fill the places `{name}` of the scenario. @throws Error when SIPp is not installed. */
export async function sippCarrier(
  scenario: string,
  keys: Readonly<Record<string, string>>,
): Promise<SippCarrier> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sipp-'));
  const file = (name: string) => join(folder, name);
  const text = readFileSync(join(import.meta.dirname, 'sipp', `${scenario}.xml`), 'utf8');
  writeFileSync(
    file('scenario.xml'),
    text.replace(/\{(\w+)\}/g, (place, name) => keys[name] ?? place),
  );
  const child = spawn(
    'sipp',
    [
      ...['-sf', file('scenario.xml'), '-i', '127.0.0.1', '-p', String(port), '-t', 'u1', '-nostdin'],
      ...['-trace_msg', '-message_file', file('messages'), '-trace_err', '-error_file', file('errors')],
      ...['-trace_stat', '-stf', file('stat.csv'), '-fd', '1'],
    ],
    { cwd: folder, stdio: 'ignore', env: { TERM: 'xterm', PATH: '/usr/bin:/bin' } },
  );
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(new Error('SIPp is missing. Please type: sudo apt-get install sip-tester', { cause }));
    });
    child.on('exit', (code) => resolve(code ?? -1));
  });
  await Promise.race([listens(port, 'udp'), ended]);
  return {
    port,
    async stop() {
      // SIPp: "q" of its keyboard; waits for the calls that are on.
      child.kill('SIGUSR1');
      const exitCode = await ended;
      const read = (name: string) => readIfThere(file(name));
      const said = {
        exitCode,
        errors: aboutCalls(read('errors')),
        calls: countsOf(read('stat.csv')),
        messages: messagesOf(read('messages')),
      };
      rmSync(folder, { recursive: true, force: true });
      return said;
    },
  };
}

/** Without what SIPp says of the machine: that it was slow is no error of a call. */
function aboutCalls(errors: string): string {
  const isOfTheMachine = /^The following events occurred:|Overload warning/;
  return errors
    .split('\n')
    .filter((line) => line.trim() !== '' && !isOfTheMachine.test(line))
    .join('\n');
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // SIPp writes a file only when it has something to say.
  }
}

/** The last line of SIPp's statistics; `(C)` counts since the start. */
function countsOf(csv: string): SippSaid['calls'] {
  const [heading = '', ...lines] = csv.trim().split('\n');
  const names = heading.split(';');
  const cells = (lines.at(-1) ?? '').split(';');
  const of = (name: string) => Number(cells[names.indexOf(name)]);
  return {
    incoming: of('IncomingCall(C)'),
    successful: of('SuccessfulCall(C)'),
    failed: of('FailedCall(C)'),
  };
}

/** `----- date`, `UDP message received [n] bytes :`, an empty line, the message. */
function messagesOf(log: string): SippMessage[] {
  return log.split(/^-{20,}.*$/m).flatMap((piece) => {
    const head = /UDP message (received|sent)[^\n]*\n\s*\n([^\r\n]+)/.exec(piece);
    if (head === null) return [];
    const [, way, start = ''] = head;
    const callId = /^Call-ID:\s*(\S+)/im.exec(piece)?.[1] ?? '';
    const cseq = /^CSeq:\s*(.+?)\s*$/im.exec(piece)?.[1] ?? '';
    return [{ isReceived: way === 'received', start, callId, cseq }];
  });
}
