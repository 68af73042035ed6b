import { importsOf, isFixture, isTest, type SourceFile } from './source-files.ts';

interface Row {
  /** Folders or files of ours; a folder may always import itself. */
  readonly ours: readonly string[];
  /** npm packages by the name they are imported by; absent: any that package.json names. */
  readonly packages?: readonly string[];
  /** Modules of Node: all, none, or these. */
  readonly node: boolean | readonly string[];
}

const PURE = ['libphonenumber-js/max', 'temporal-polyfill', 'zod', 'yaml'];
const ALL = ['src'];

/** DESIGN.md's import table. The longest key that begins a path is its row. */
export const table: Readonly<Record<string, Row>> = {
  'src/core': { ours: [], packages: PURE, node: false },
  'src/sip': { ours: ['src/sip'], packages: [], node: false },
  // Where the stack meets the network, and the hashes of the digest.
  'src/sip/udp-transport.ts': { ours: ['src/sip'], packages: [], node: true },
  'src/sip/tcp-transport.ts': { ours: ['src/sip'], packages: [], node: true },
  'src/sip/digest.ts': { ours: ['src/sip'], packages: [], node: true },
  'src/protocol': { ours: ['src/core'], packages: ['zod'], node: false },
  'src/texts': { ours: [], packages: ['@lingui/core'], node: false },
  'src/app': { ours: ['src/core'], packages: [], node: false },
  'src/adapters': { ours: ['src/app', 'src/core', 'src/sip'], node: true },
  // What handles audio opens UDP sockets, and nothing else: nothing can be recorded.
  'src/adapters/media': {
    ours: ['src/adapters/media', 'src/app/media.ts', 'src/core'],
    packages: [],
    node: ['node:crypto', 'node:dgram', 'node:events', 'node:worker_threads'],
  },
  'src/adapters/media/browser': {
    ours: ['src/adapters/media', 'src/app/media.ts', 'src/core'],
    packages: ['werift'],
    node: ['node:crypto', 'node:dgram', 'node:events', 'node:zlib'],
  },
  // Shuts the doors to the other modules at run time.
  'src/adapters/media/forbid-recording.ts': {
    ours: ['src/adapters/media'],
    packages: [],
    node: ['node:module'],
  },
  'src/simulator': {
    ours: [
      ...['src/app/ports.ts', 'src/core', 'src/sip'],
      // What is said and promised in a talk is the same at the port as over HTTP.
      ...['src/simulator/callers/promise-time.ts', 'src/simulator/callers/reading-seconds.ts'],
      'src/simulator/callers/voice.ts',
    ],
    packages: ['zod'],
    node: false,
  },
  // A program of its own that puts these together: nobody imports it.
  'src/simulator/carrier-process.ts': {
    ours: [
      'src/adapters/files/read-speech.ts',
      'src/simulator/carrier.ts',
      'src/simulator/carrier-log.ts',
      'src/simulator/network-file.ts',
      'src/simulator/paced-clock.ts',
      'src/sip/transaction/timers.ts',
    ],
    packages: ['zod'],
    node: true,
  },
  'src/simulator/callers': {
    ours: [
      ...['src/core', 'src/protocol', 'src/simulator/seeded-chance.ts'],
      'src/simulator/hand-wall.fixture.ts', // For its tests.
    ],
    packages: [],
    node: false,
  },
  'src/simulator/callers/callers-process.ts': {
    ours: ['src/simulator/callers', 'src/protocol', 'src/simulator/seeded-chance.ts'],
    packages: [],
    node: true,
  },
  'src/server': { ours: ['src/app', 'src/core', 'src/protocol', 'src/texts'], node: true },
  'src/cli': { ours: ['src/app', 'src/core', 'src/protocol', 'src/texts'], packages: [], node: true },
  'src/web': { ours: ['src/core', 'src/protocol', 'src/texts'], node: false },
  'src/config.ts': { ours: ['src/core', 'src/texts'], packages: [], node: false },
  'src/build': { ours: ALL, node: true },
  'src/main.ts': { ours: ALL, node: true },
  test: { ours: [...ALL, 'scripts', 'bench'], node: true },
  bench: { ours: ALL, node: true },
  // Opens the pages as their tests do: the same build, browser and made-up server.
  'bench/first-load.ts': { ours: [...ALL, 'test/browser'], node: true },
  scripts: { ours: ['src/core', 'src/texts'], node: true },
};

/** Built for the program as a whole: only these may import them. */
const onlyFor: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': [],
  'src/simulator/carrier-process.ts': [],
  'src/build': ['src/build', 'src/main.ts', 'test', 'bench'],
  'src/config.ts': ['src/config.test.ts', 'src/build', 'src/main.ts', 'test', 'bench'],
};

// csv-parse reads what we wrote as CSV, date-holidays knows holidays by another way: oracles for our own code.
const TEST_PACKAGES = ['vitest', 'fast-check', 'date-holidays', 'csv-parse/sync'];

/** What is wrong with the imports of one file, a sentence each. */
export function importProblems(file: SourceFile): string[] {
  const folder = folderOf(file.path);
  const row = folder === undefined ? undefined : table[folder];
  if (folder === undefined || row === undefined) return [`${file.path}: no row of the import table`];
  const isTesting = isTest(file.path) || isFixture(file.path);
  return importsOf(file)
    .filter((target) => !isAllowed(target, { file, folder, row, isTesting }))
    .map((target) => `${file.path}: may not import ${target}`);
}

function isAllowed(
  target: string,
  { file, folder, row, isTesting }: { file: SourceFile; folder: string; row: Row; isTesting: boolean },
): boolean {
  if (target === file.path) return true; // A test that reads its own text.
  if (target.startsWith('node:'))
    return isTesting || (typeof row.node === 'boolean' ? row.node : row.node.includes(target));
  if (!/\.(tsx?|json|css)$/.test(target)) {
    const isTestPackage = TEST_PACKAGES.includes(target);
    if (isTestPackage) return isTesting;
    return row.packages === undefined || row.packages.includes(target);
  }
  for (const [door, users] of Object.entries(onlyFor))
    if (lies(target, door)) return users.some((it) => lies(file.path, it));
  const isNamed = row.ours.some((it) => it.startsWith('test/') && lies(target, it));
  if (isTest(target) && !isFixture(target) && !file.path.startsWith('test/') && !isNamed) return false;
  if (isFixture(target) && !isTesting) return file.path.startsWith('bench/');
  return folderOf(target) === folder || row.ours.some((it) => lies(target, it));
}

function folderOf(path: string): string | undefined {
  return Object.keys(table)
    .filter((it) => lies(path.replace(/\.test\.ts$/, '.ts'), it))
    .sort((a, b) => b.length - a.length)[0];
}

function lies(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
