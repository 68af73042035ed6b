import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of the repository: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export const root = join(import.meta.dirname, '../..');

const BINARY = /\.(png|jpg|ico|woff2|wav|csv)$/;

/** What git knows or would add: so a new file is looked at before its first commit, and node_modules never. */
export function repositoryFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return [...new Set(list.split('\0'))]
    .filter((path) => path !== '' && !BINARY.test(path) && existsSync(join(root, path)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The code without its comments. Strings stay, since a rule may be about one. */
export function withoutComments(text: string): string {
  const token =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![\\:/])\/\/[^\n]*/g;
  return text.replace(token, (found) => (found.startsWith('/') ? '' : found));
}

/** Whether nothing of the file is left at run time. */
export function isTypeOnly(text: string): boolean {
  const code = withoutComments(stripTypeScriptTypes(text, { mode: 'strip' }));
  return code.replaceAll(/export\s*\{\s*\};?|;/g, '').trim() === '';
}

/** Everything a file imports: static, dynamic, type imports, and workers by `new URL('…', import.meta.url)`. */
export function importsOf({ path, text }: SourceFile): string[] {
  const code = withoutComments(text);
  const patterns = [
    /^(?:import|export)\b[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"`]([^'"`]+)['"`]/g,
    /\bnew URL\(\s*['"]([^'"]+\.ts)['"]\s*,\s*import\.meta\.url/g,
  ];
  const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
  return found.map((target) => (isOurs(target) ? join(dirname(path), target) : target));
}

/** A worker's `new URL('worker.ts', …)` has no dot in front, a package no `.ts` at its end. */
function isOurs(target: string): boolean {
  return target.startsWith('.') || (target.endsWith('.ts') && !target.startsWith('node:'));
}

export function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path) || path.startsWith('test/');
}

/** What only tests use though it stands beside the code: fixtures and programs under test. */
export function isFixture(path: string): boolean {
  return /(^|[/-])(fixture|under-test|test)(-[a-z-]+)?\.ts$|\.fixture\.ts$|\/test-[a-z-]+\.ts$/.test(path);
}
