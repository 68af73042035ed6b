// "Nothing can be recorded": audio lives on the media thread alone, and this thread can write no file, open no
// connection and start no program. The import table (test/tidy) sees to it for our own text; here it is seen to at run
// time, for every package that is loaded.
import { builtinModules, registerHooks } from 'node:module';

/** What neither stores nor sends anything. */
const ALLOWED = new Set(
  ['assert', 'async_hooks', 'buffer', 'constants', 'crypto', 'events', 'os', 'perf_hooks', 'punycode'].concat(
    [
      ...['path', 'path/posix', 'path/win32', 'querystring', 'string_decoder', 'stream', 'stream/promises'],
      ...['timers', 'timers/promises', 'tty', 'url', 'util', 'util/types', 'zlib'],
    ],
  ),
);
/** UDP is for our own code: a package that opened a socket could carry audio away. */
const OURS = new URL('./', import.meta.url).href;
const PREFIX = 'forbidden-in-the-media-worker:';
/** Of node:net, what only looks at an address: packages ask for it. */
const PURE = ['isIP', 'isIPv4', 'isIPv6'];

/**
 * From now on whatever is loaded on this thread gets, in place of node:fs, node:net, node:http, node:child_process
 * and the like, a module whose functions throw.
 */
export function forbidRecording(): void {
  const real = process.getBuiltinModule;
  registerHooks({
    resolve(specifier, context, next) {
      const name = specifier.replace(/^node:/, '');
      const isBuiltin = specifier.startsWith('node:') || builtinModules.includes(name);
      const isAllowed = ALLOWED.has(name) || (name === 'dgram' && context.parentURL?.startsWith(OURS));
      return isBuiltin && !isAllowed
        ? { url: PREFIX + name, shortCircuit: true, format: 'commonjs' }
        : next(specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith(PREFIX)) return next(url, context);
      return { format: 'commonjs', shortCircuit: true, source: standIn(url.slice(PREFIX.length), real) };
    },
  });
  // The other doors to the same modules.
  for (const door of ['getBuiltinModule', 'binding', '_linkedBinding', 'dlopen', 'kill', 'execve'])
    Object.defineProperty(process, door, { value: refuse(`process.${door}`) });
  for (const door of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
    Object.defineProperty(globalThis, door, { value: refuse(door) });
}

/** A CommonJS module with the names of the real one, so that it can be imported by name; each throws when it is used. */
function standIn(name: string, real: typeof process.getBuiltinModule): string {
  // `real` is asked before its door is shut; a module that Node does not know has no names.
  const names = Object.keys(real.call(process, `node:${name}`) ?? {}).filter((it) =>
    /^[A-Za-z_]\w*$/.test(it),
  );
  const refused = `(function () { throw new Error('${name} is not to be had on the media thread'); })`;
  const lines = names.map((it) => `exports.${it} = ${refused};`);
  return name === 'net' ? [...lines, pureNet].join('\n') : lines.join('\n');
}

const pureNet = PURE.map((it) => `exports.${it} = (text) => ${addressTest(it)};`).join('\n');

/** @param name Of `PURE`. */
function addressTest(name: string): string {
  const four = '/^\\d{1,3}(\\.\\d{1,3}){3}$/.test(text)';
  const six = '/^[0-9a-f.:]*:[0-9a-f.:]*$/i.test(text)';
  if (name === 'isIP') return `${four} ? 4 : ${six} ? 6 : 0`;
  return name === 'isIPv4' ? four : six;
}

/** As a function it can be called with `new`, too. */
function refuse(what: string): () => never {
  return function refused() {
    throw new Error(`${what} is not to be had on the media thread`);
  };
}
