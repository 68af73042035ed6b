import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type ServerError } from '../src/protocol/client.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'draht-serve-'));
const data = join(folder, 'data');
let server: Program;
let url: string;

beforeAll(async () => {
  server = start('serve', '--api-only', '--port', '0');
  await server.says('Strg+C');
  url = /läuft: (http:\S+)/.exec(server.output())?.[1] ?? '';
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Program {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves when it has printed that. */
  says(text: string): Promise<void>;
  readonly exit: Promise<number | null>;
}

function start(...args: string[]): Program {
  return startWith({}, ...args);
}

function startWith(environment: Record<string, string>, ...args: string[]): Program {
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...args, '--data', data], {
    env: { HOME: folder, PATH: process.env['PATH'], DRAHT_LANG: 'de', NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const heard = Promise.withResolvers<void>();
  let awaited = '\0';
  const hear = (chunk: Buffer) => {
    output += String(chunk);
    if (output.includes(awaited)) heard.resolve();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exit = once(child, 'close').then(([code]) => code as number | null); // As Node documents it.
  return {
    child,
    exit,
    output: () => output,
    says(text) {
      awaited = text;
      if (output.includes(text)) heard.resolve();
      return Promise.race([
        heard.promise,
        exit.then(() => Promise.reject(new Error(`it ended without saying ${text}: ${output}`))),
      ]);
    },
  };
}

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const program = start(...args);
  return { code: await program.exit, output: program.output() };
}

function client(headers: Record<string, string> = {}) {
  return createClient(url, fetch, () => ({ origin: url, ...headers }));
}

test('the server is reached from this machine alone', async () => {
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await client().call('installation')).toMatchObject({ needsSetup: true, isDemo: false });
  const { port } = new URL(url);
  const outside = Object.values(networkInterfaces())
    .flatMap((it) => it ?? [])
    .filter((it) => !it.internal && it.family === 'IPv4');
  for (const { address } of outside)
    await expect(fetch(`http://${address}:${port}/api/installation`)).rejects.toThrow();
});

test('the link in the terminal makes the first account, and what is typed is written nowhere', async () => {
  const code = /einrichten#(\S+)/.exec(server.output())?.[1] ?? '';
  const account = { name: 'Uli Muster', login: 'uli-muster', password: 'Birnen sind süß' };
  const me = await client().call('setUp', { body: { code, ...account } });
  expect(me.account).toMatchObject({ name: account.name, role: 'owner' });
  const wrong = { login: account.login, password: 'Birnen sind sauer' };
  const refused = await client()
    .call('signIn', { body: wrong })
    .catch((error: ServerError) => error);
  expect(refused).toMatchObject({ code: 'error.sign-in.wrong', status: 401 });
  const log = () => readFileSync(join(data, 'run/draht.log'), 'utf8');
  // Written once the answer has gone out.
  await expect.poll(log).toContain('request POST /api/sign-in');
  expect(log()).not.toMatch(/uli|muster|birnen/i);
});

test('list, campaign and invitation come by commands beside it, and the caller comes in', async () => {
  const sample = join(root, 'examples/sachsen');
  const year = new Date(Date.now()).getUTCFullYear() + 1;
  const file = join(folder, 'kampagne.yaml');
  writeFileSync(
    file,
    readFileSync(join(sample, 'kampagne.yaml'), 'utf8').replaceAll(/\b2012-(?=\d)/g, `${year}-`),
  );
  const tooEarly = await run('campaign', 'open', file);
  expect(tooEarly).toMatchObject({ code: 1 });
  expect(tooEarly.output).toContain('noch keine Mitgliederliste');
  expect(await run('import', join(sample, 'mitglieder.csv'), '--campaign', file)).toMatchObject({ code: 0 });
  expect((await run('campaign', 'open', file)).output).toMatch(/ist eröffnet: \d+ Personen/);

  const { output } = await run('invite', 'sachsen-2012', 'Kim Beispiel');
  const token = /beitreten#(\S+)/.exec(output)?.[1] ?? '';
  expect(await client().call('invitation', { body: { token } })).toMatchObject({ name: 'Kim Beispiel' });
  const me = await client().call('join', { body: { token } });
  expect(me).toMatchObject({ account: { role: 'caller' }, campaigns: [{ key: 'sachsen-2012' }] });
});

test('a campaign whose days are over is not opened', async () => {
  const { code, output } = await run('campaign', 'open', join(root, 'examples/sachsen/kampagne.yaml'));
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('vorbei') });
});

test('a second one on the same folder is told so', async () => {
  const { code, output } = await run('serve', '--api-only', '--port', '0');
  expect(code).toBe(1);
  expect(output).toContain('wird schon benutzt');
});

test('Ctrl-C ends it in good order', async () => {
  server.child.kill('SIGINT');
  expect(await server.exit).toBe(0);
  expect(server.output()).toContain('Beendet.');
});

test('a port that is taken is told in a sentence', async () => {
  const other = start('serve', '--api-only', '--port', '0');
  await other.says('Strg+C');
  const port = /127\.0\.0\.1:(\d+)/.exec(other.output())?.[1] ?? '';
  const child = spawn(
    process.execPath,
    [join(root, 'src/main.ts'), 'serve', '--api-only', '--port', port, '--data', join(folder, 'other')],
    {
      env: { HOME: folder, PATH: process.env['PATH'], DRAHT_LANG: 'de' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  other.child.kill('SIGINT');
  expect(code).toBe(1);
  expect(said).toContain(`Der Port ${port} ist schon belegt`);
  expect(await other.exit).toBe(0);
});

test('with a trunk it carries sound too, and ends in good order though the trunk does not answer', async () => {
  // RFC 5737: an address that is nobody's.
  const environment = { DRAHT_TRUNK: 'sip:192.0.2.1:5060', DRAHT_MEDIA_PORTS: '30000-30099' };
  const program = startWith(environment, 'serve', '--api-only', '--port', '0');
  await program.says('Strg+C');
  expect(program.output()).not.toContain('keine Leitung');
  program.child.kill('SIGINT');
  expect(await program.exit).toBe(0);
});
