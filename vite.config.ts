import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

// The page may load nothing but its own files (the server's CSP), so nothing is put inline: no data: URL, no preload
// script. In development Vite passes what it does not know on to the server, WebSocket included.
export default defineConfig({
  root: 'src/web',
  plugins: [react(), pageWorker(), pageLinks(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A browser asks for six files at once, and each costs it a round trip: what every page begins with is one file, and
    // what several of a caller's pages share another.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            { name: 'caller', test: /src\/(?!texts|web\/features\/(campaigns|practice))/, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: 'http://127.0.0.1:8044', ws: true } } },
});

/**
 * Writes `service-worker.js` beside index.html, with the names of all built files in it: another build is another worker.
 *
 * With DRAHT_NO_WORKER=1 it has no files, and removes itself from every browser that has one.
 */
function pageWorker(): Plugin {
  const source = new URL('src/web/journal/service-worker.ts', import.meta.url);
  return {
    name: 'page-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        // A practice fetches its voices one by one, and needs a line anyway.
        const all = Object.keys(bundle).filter((name) => !name.endsWith('.wav'));
        const names = process.env['DRAHT_NO_WORKER'] === '1' ? [] : all.sort();
        const page = bundle['index.html'];
        const version = createHash('sha256').update(names.join('\n'));
        if (page?.type === 'asset') version.update(page.source);
        const written = {
          __WORKER_FILES__: names.map((name) => `/${name}`),
          __WORKER_VERSION__: version.digest('hex').slice(0, 16),
        };
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), 'service-worker.ts');
        this.emitFile({
          type: 'asset',
          fileName: 'service-worker.js',
          source: Object.entries(written).reduce(
            (text, [name, value]) => text.replaceAll(name, JSON.stringify(value)),
            code,
          ),
        });
      },
    },
  };
}

/**
 * Writes `page-links.json`: by path of a page (routes.ts), the styles and scripts that it needs, the largest ones first.
 * The server names them with the page, and they come all at once instead of one after the other has run.
 */
function pageLinks(): Plugin {
  const routes = readFileSync(new URL('src/web/routes.ts', import.meta.url), 'utf8');
  return {
    name: 'page-links',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = (name: string, known: Set<string>): Set<string> => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || known.has(name)) return known;
          known.add(name);
          for (const css of chunk.viteMetadata?.importedCss ?? []) known.add(css);
          for (const it of chunk.imports) files(it, known);
          return known;
        };
        const sizeOf = (name: string) => {
          const file = bundle[name];
          return file?.type === 'chunk' ? file.code.length : Number.POSITIVE_INFINITY;
        };
        const chunks = Object.values(bundle).filter((it) => it.type === 'chunk');
        const links: Record<string, string[]> = {};
        for (const [, path, source] of routes.matchAll(/path: '([^':]+)'.*?import\('\.(\/[^']+)'\)/gs)) {
          const chunk = chunks.find((it) => source !== undefined && it.facadeModuleId?.endsWith(source));
          if (path === undefined || chunk === undefined) throw new Error(`${source} of ${path} is no chunk`);
          links[path] = [...files(chunk.fileName, new Set())].sort((a, b) => sizeOf(b) - sizeOf(a));
        }
        const textsOf = (locale: string) =>
          chunks.find((it) => it.name === `web-${locale}.generated`)?.fileName;
        const source = JSON.stringify({ pages: links, texts: { de: textsOf('de'), en: textsOf('en') } });
        this.emitFile({ type: 'asset', fileName: 'page-links.json', source });
      },
    },
  };
}

/** Writes each text file once more as brotli and as gzip, for the server to send as it lies there. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) return;
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
      for (const name of files.filter((it) => /\.(js|css|html|svg)$/.test(it))) {
        const file = join(dir, name);
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
