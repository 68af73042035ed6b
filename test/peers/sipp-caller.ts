import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Address } from '../../src/sip/address.ts';

/** One line of a SIPp scenario. */
export type SippStep = string;

const head = (method: string, branch: string) => `
      ${method} sip:[number]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}
      From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]SIPpTag[call_number]`;
const tail = (method: string, cseq: number) => `
      Call-ID: [call_id]
      CSeq: ${cseq} ${method}
      Contact: <sip:sipp@[local_ip]:[local_port]>
      Max-Forwards: 70`;
const to = '\n      To: <sip:[number]@[remote_ip]:[remote_port]>';
const send = (text: string) => `<send><![CDATA[\n${text}\n      Content-Length: 0\n\n]]></send>`;

/** `[branch-N]` is the branch of the message N lines above: how SIPp says "the same transaction". */
export const invite = (branch = '[branch]'): SippStep =>
  `<send><![CDATA[
${head('INVITE', branch)}${to}${tail('INVITE', 1)}
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=- 1 1 IN IP4 [local_ip]
      s=-
      c=IN IP4 [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 8
      a=rtpmap:8 PCMA/8000
]]></send>`;
export const cancel = (branch: string): SippStep =>
  send(`${head('CANCEL', branch)}${to}${tail('CANCEL', 1)}`);
export const ack = (branch = '[branch]'): SippStep =>
  send(`${head('ACK', branch)}\n      [last_To:]${tail('ACK', 1)}`);
export const bye = (): SippStep => send(`${head('BYE', '[branch]')}\n      [last_To:]${tail('BYE', 2)}`);
export const options = (): SippStep => send(`${head('OPTIONS', '[branch]')}${to}${tail('OPTIONS', 1)}`);
/** Answers the request that came last. */
export const answerOk = (): SippStep =>
  `<send><![CDATA[

      SIP/2.0 200 OK
      [last_Via:]
      [last_From:]
      [last_To:]
      [last_Call-ID:]
      [last_CSeq:]
      Content-Length: 0

]]></send>`;
export const hear = (status: number): SippStep => `<recv response="${status}"/>`;
export const hearRequest = (method: string): SippStep => `<recv request="${method}"/>`;
/** The header of the answer must match. */
export const hearWith = (status: number, header: string, pattern: string): SippStep =>
  `<recv response="${status}"><action>
    <ereg regexp="${pattern}" search_in="hdr" header="${header}:" check_it="true" assign_to="1"/>
    <log message="[$1]"/>
  </action></recv>`;

/**
 * Lets SIPp call `number` once by the given steps. It repeats nothing and takes nothing for a repetition by itself (`-nr`).
 *
 * @returns what SIPp says when anything else came, or nothing did; null when all was as the steps say.
 */
export async function sippCalls(carrier: Address, number: string, steps: readonly SippStep[]) {
  const folder = await mkdtemp(join(tmpdir(), 'draht-sipp-'));
  try {
    const scenario = `<?xml version="1.0"?>\n<scenario name="call">\n${steps.join('\n')}\n</scenario>\n`;
    await writeFile(join(folder, 'call.xml'), scenario);
    const code = await run(folder, [
      ...[`${carrier.host}:${carrier.port}`, '-sf', 'call.xml', '-i', '127.0.0.1', '-mi', '127.0.0.1'],
      ...['-key', 'number', number, '-m', '1', '-nr', '-nostdin', '-trace_err'],
      ...['-recv_timeout', '15000', '-timeout', '60s'],
    ]);
    return code === 0 ? null : `SIPp ended with ${code}: ${await errorsIn(folder)}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(folder: string, options: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const sipp = spawn('sipp', options, {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, TERM: 'dumb' },
    });
    sipp.once('error', (cause) => {
      reject(new Error('These tests call with SIPp: apt-get install sip-tester', { cause }));
    });
    sipp.once('exit', (code, signal) => resolve(code ?? (signal === null ? -1 : -2)));
  });
}

async function errorsIn(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((it) => it.endsWith('_errors.log'));
  const texts = await Promise.all(files.map((it) => readFile(join(folder, it), 'utf8')));
  return texts.join('\n').slice(0, 2000);
}
