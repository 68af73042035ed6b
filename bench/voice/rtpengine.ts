// rtpengine in user space as the measure beside ours: started on loopback, spoken to by its ng protocol (bencode over UDP).
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';

export interface RtpEngine {
  readonly pid: number;
  /** One pair: plain RTP on one side, SRTP with keys in the description (RFC 4568) on the other. */
  openPair(
    pair: EnginePair,
  ): Promise<{ readonly plainPort: number; readonly securePort: number; readonly key: string }>;
  close(): Promise<void>;
}

export interface EnginePair {
  readonly id: string;
  /** Where the two sides of the generator listen. */
  readonly plainPort: number;
  readonly securePort: number;
  /** Base64 of the 30 bytes that the generator's secure side encrypts with. */
  readonly key: string;
}

const NG_PORT = 22_222;
const HOST = '127.0.0.1';

/** @throws Error when it is not installed: `apt-get install rtpengine-daemon`. */
export async function startRtpEngine(): Promise<RtpEngine> {
  const args = ['-f', '-E', '--table=-1', '-i', `lo/${HOST}`, `--listen-ng=${HOST}:${NG_PORT}`];
  const child = spawn('rtpengine', [...args, '-m', '40000', '-M', '49999', '--log-level=3'], {
    stdio: 'ignore',
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      reject(new Error('rtpengine is missing. Please type: apt-get install rtpengine-daemon', { cause }));
    });
  });
  const control = await openControl(child);
  return {
    pid: child.pid ?? 0,
    async openPair({ id, plainPort, securePort, key }) {
      const tags = { 'call-id': id, 'from-tag': `${id}-plain` };
      const flags = { replace: ['origin'], ICE: 'remove' };
      const offer = await control.ask({
        ...{ command: 'offer', ...tags, ...flags, 'transport-protocol': 'RTP/SAVP' },
        sdp: describe(plainPort, 'RTP/AVP', null),
      });
      // What it offers is where the secure side sends to, and what it answers where the plain side does.
      const offered = String(offer['sdp']);
      const [, tag = '', offeredKey = ''] =
        /^a=crypto:(\d+) AES_CM_128_HMAC_SHA1_80 inline:([A-Za-z0-9+/=]+)/m.exec(offered) ?? [];
      const answer = await control.ask({
        ...{
          command: 'answer',
          ...tags,
          ...flags,
          'to-tag': `${id}-secure`,
          'transport-protocol': 'RTP/AVP',
        },
        sdp: describe(securePort, 'RTP/SAVP', `${tag} AES_CM_128_HMAC_SHA1_80 inline:${key}`),
      });
      return {
        plainPort: portOf(String(answer['sdp'])),
        securePort: portOf(offered),
        key: offeredKey,
      };
    },
    async close() {
      control.close();
      const over = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await over;
    },
  };
}

async function openControl(child: ChildProcess) {
  const socket = createSocket('udp4');
  const waiting = new Map<string, (answer: Record<string, unknown>) => void>();
  socket.on('message', (bytes) => {
    const text = bytes.toString('latin1');
    const space = text.indexOf(' ');
    const [value] = decode(text, space + 1);
    waiting.get(text.slice(0, space))?.(value as Record<string, unknown>); // An answer is a dictionary.
  });
  let count = 0;
  const ask = (request: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const cookie = `bench${count++}`;
    socket.send(Buffer.from(`${cookie} ${encode(request)}`, 'latin1'), NG_PORT, HOST);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`rtpengine does not answer ${String(request['command'])}`)),
        2000,
      );
      waiting.set(cookie, (answer) => {
        clearTimeout(timer);
        waiting.delete(cookie);
        if (answer['result'] === 'error') reject(new Error(`rtpengine: ${String(answer['error-reason'])}`));
        else resolve(answer);
      });
    });
  };
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null) throw new Error('rtpengine has ended');
    const isThere = await ask({ command: 'ping' }).then(
      () => true,
      () => false,
    );
    if (isThere) break;
    if (tries > 10) throw new Error('rtpengine does not answer');
    await pause(100);
  }
  return { ask, close: () => socket.close() };
}

function describe(port: number, transport: string, crypto: string | null): string {
  const lines = ['v=0', `o=- 1 1 IN IP4 ${HOST}`, 's=-', `c=IN IP4 ${HOST}`, 't=0 0'];
  lines.push(`m=audio ${port} ${transport} 8`, 'a=rtpmap:8 PCMA/8000', 'a=ptime:20', 'a=sendrecv');
  if (crypto !== null) lines.push(`a=crypto:${crypto}`);
  return `${lines.join('\r\n')}\r\n`;
}

function portOf(sdp: string): number {
  return Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
}

function encode(value: unknown): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value, 'latin1')}:${value}`;
  if (typeof value === 'number') return `i${value}e`;
  if (Array.isArray(value)) return `l${value.map(encode).join('')}e`;
  return `d${Object.entries(value as object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, it]) => encode(key) + encode(it))
    .join('')}e`;
}

/** @returns what begins at `at`, and where it ends. */
function decode(text: string, at: number): [unknown, number] {
  const first = text[at];
  if (first === 'i') {
    const end = text.indexOf('e', at);
    return [Number(text.slice(at + 1, end)), end + 1];
  }
  if (first !== 'd' && first !== 'l') {
    const colon = text.indexOf(':', at);
    const end = colon + 1 + Number(text.slice(at, colon));
    return [text.slice(colon + 1, end), end];
  }
  const items: unknown[] = [];
  let place = at + 1;
  while (text[place] !== 'e') {
    const [item, end] = decode(text, place);
    items.push(item);
    place = end;
  }
  if (first === 'l') return [items, place + 1];
  const entries = items.flatMap((key, index) =>
    index % 2 === 0 ? [[String(key), items[index + 1]] as const] : [],
  );
  return [Object.fromEntries(entries), place + 1];
}
