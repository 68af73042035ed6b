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
  plugins: [react(), pageWorker(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
