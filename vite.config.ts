import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

// The page may load nothing but its own files (the server's CSP), so nothing is put inline: no data: URL, no preload
// script. In development Vite passes what it does not know on to the server, WebSocket included.
export default defineConfig({
  root: 'src/web',
  plugins: [react(), pageWorker()],
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
        const names = process.env['DRAHT_NO_WORKER'] === '1' ? [] : Object.keys(bundle).sort();
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
