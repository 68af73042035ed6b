// Runs in a worker: a whole connection, in a world where nothing can be opened but the sockets of our own code.
import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';

const CLOSED = [
  ...['fs', 'fs/promises', 'sqlite', 'net', 'tls', 'http', 'https', 'http2', 'dns', 'dns/promises'],
  ...['child_process', 'cluster', 'worker_threads', 'inspector', 'wasi'],
];
const OUR_OWN = new URL('../', import.meta.url).href;
/** Which packages ask for what is closed: they may, as long as they do not use it. */
const asked = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    const name = specifier.replace(/^node:/, '');
    const from = context.parentURL ?? '';
    const isClosed = CLOSED.includes(name) || (name === 'dgram' && !from.startsWith(OUR_OWN));
    if (!isClosed || from === '') return next(specifier, context);
    asked.add(`${name} by ${from.replace(/^.*\/node_modules\//, '')}`);
    const format = context.conditions.includes('require') ? 'commonjs' : 'module';
    return { url: `closed:${name}?${format}`, format, shortCircuit: true };
  },
  load(url, context, next) {
    const [, name = '', format = ''] = /^closed:(.*)\?(.*)$/.exec(url) ?? [];
    if (name === '') return next(url, context);
    return { format, source: format === 'module' ? moduleOf(name) : commonOf(name), shortCircuit: true };
  },
});

function moduleOf(name: string): string {
  const names = namesOf(name).map((it) => `closed as ${it}`);
  return `${refusalOf(name)}\nexport { ${names.join(', ')} };\nexport default { ${fieldsOf(name)} };`;
}

function commonOf(name: string): string {
  return `${refusalOf(name)}\nmodule.exports = { ${fieldsOf(name)} };`;
}

function refusalOf(name: string): string {
  return `const closed = function () { throw new Error('${name} was opened'); };`;
}

function fieldsOf(name: string): string {
  return namesOf(name)
    .map((it) => `${it}: closed`)
    .join(', ');
}

function namesOf(name: string): string[] {
  return Object.keys(process.getBuiltinModule(name) ?? {}).filter((it) => it !== 'default');
}

async function talk(): Promise<string> {
  const { warmUp } = await import('./warm-up.ts');
  const { openBrowserChannel } = await import('./open-browser-channel.ts');
  const { BrowserEnd } = await import('./browser-end.fixture.ts');
  await warmUp();
  const browser = await BrowserEnd.open();
  const channel = await openBrowserChannel(browser.offer, { host: '127.0.0.1', ssrc: 1, cname: 'voice' });
  browser.follow(channel.answer);
  await browser.ask();
  await channel.keys;
  channel.send(Buffer.from([128, 8, 1]));
  const heard = await browser.hear();
  const sockets = process.getActiveResourcesInfo().filter((it) => /wrap/i.test(it));
  channel.close();
  browser.close();
  return `heard ${heard?.toString('hex')}, open were ${sockets.join(', ')}`;
}

const told = await talk().catch((error: Error) => error.stack ?? String(error));
parentPort?.postMessage({ told, asked: [...asked].sort() });
