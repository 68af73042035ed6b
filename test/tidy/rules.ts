import { isFixture, isTest, type SourceFile, withoutComments } from './source-files.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly why: string;
  readonly holdsFor: (path: string) => boolean;
  /** Looks at comments too. */
  readonly inComments?: boolean;
}

const isCode = (path: string) => /\.tsx?$/.test(path) && !path.endsWith('.generated.ts');
// The tidy test holds snippets of what it forbids.
const isTidy = (path: string) => path.startsWith('test/tidy');
const isProduct = (path: string) =>
  isCode(path) && path.startsWith('src/') && !isTest(path) && !isFixture(path);
// A time-out of the machine itself (a server that does not start) is measured in place.
// The browser and the programs of the simulator are worlds of their own, with the machine's time.
const measuresTime = (path: string) =>
  /^src\/(adapters|build|web)\/|^src\/main\.ts$|^src\/simulator\/.*-process\.ts$/.test(path);
const tellsTime = (path: string) =>
  ['src/adapters/system/system-clock.ts', 'src/main.ts', 'src/web/browser-clock.ts'].includes(path);
// Words of the workplace and of the machine this was written on, put together so that this file does not hold them.
const WORKPLACE = new RegExp(
  [
    ['/wo', 'rk/'],
    ['/ro', 'ot/'],
    ['\\.lib', 'rary'],
    ['\\bsha', 'red/'],
  ]
    .map((it) => it.join(''))
    .join('|'),
);

const rules: readonly Rule[] = [
  {
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bTemporal\.Now\b/,
    why: 'the time comes in as a value or by the Clock port',
    holdsFor: (path) => isProduct(path) && !tellsTime(path),
  },
  {
    pattern: /\bperformance\.now\b|\bset(Timeout|Interval|Immediate)\b/,
    why: 'who waits is handed a clock',
    holdsFor: (path) => isProduct(path) && !measuresTime(path),
  },
  {
    pattern: /\bMath\.random\b/,
    why: 'chance comes in by the Chance port, so that a seed replays a run',
    holdsFor: (path) => isCode(path) && !isTidy(path),
  },
  {
    pattern: /\bprocess\.env\b/,
    why: 'config.ts alone reads the environment',
    holdsFor: (path) => isProduct(path) && path !== 'src/config.ts',
  },
  {
    pattern: /\bconsole\./,
    why: 'screens have the terminal, events the log',
    holdsFor: (path) => isCode(path) && path.startsWith('src/'),
  },
  {
    pattern: /^export default\b/m,
    why: 'one name everywhere: no default exports',
    holdsFor: (path) => isCode(path) && path.startsWith('src/'),
  },
  {
    pattern: /^export (type )?\*/m,
    why: 'no barrels: import from the file that defines the thing',
    holdsFor: isCode,
  },
  {
    pattern: /\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/,
    why: 'a TODO names its issue: TODO(#12)',
    holdsFor: (path) => isCode(path) && !isTidy(path),
    inComments: true,
  },
  {
    pattern: WORKPLACE,
    why: 'no path of the machine it was written on',
    holdsFor: () => true,
    inComments: true,
  },
];

/** What is wrong with the text of one file, with its line. */
export function ruleProblems(file: SourceFile): string[] {
  return rules
    .filter((rule) => rule.holdsFor(file.path))
    .flatMap((rule) => {
      const code = rule.inComments ? file.text : withoutComments(file.text);
      const found = rule.pattern.exec(code);
      if (found === null) return [];
      return [`${file.path}: ${JSON.stringify(found[0])}: ${rule.why}`];
    });
}

// Names that a tool or a custom prescribes.
const GIVEN_NAMES = /^(README|ARCHITECTURE|CONTRIBUTING|CHANGELOG)\.md$|^(LICENSE|NOTICE)$/;
const NAME = /^\.?[a-z0-9]+([-.][a-z0-9]+)*$|^\d{4}_[a-z0-9_]+\.sql$/;

/** What is wrong with the names of one file and its folders. */
export function nameProblems(path: string): string[] {
  const problems: string[] = [];
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (!GIVEN_NAMES.test(name) && !parts.every((part) => NAME.test(part) || GIVEN_NAMES.test(part)))
    problems.push(`${path}: names are kebab-case`);
  if (/^(utils?|helpers?|index|misc|common)\.ts$/.test(name) || /(^|-)manager\.ts$/.test(name))
    problems.push(`${path}: a file is named after what it does`);
  return problems;
}
