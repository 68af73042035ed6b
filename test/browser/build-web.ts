import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
let built: Promise<string> | null = null;

/** The pages as they are delivered, built once for each file of tests; answers with their folder. */
export function buildWeb(): Promise<string> {
  built ??= buildInto(join(tmpdir(), `draht-web-${process.pid}`));
  return built;
}

async function buildInto(outDir: string): Promise<string> {
  // Vitest says `test`, and React would be the slow one that developers need.
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'src/web'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  if (!existsSync(join(outDir, 'index.html'))) throw new Error('the pages were not built');
  return outDir;
}
