import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page may load nothing but its own files (the server's CSP), so nothing is put inline: no data: URL, no preload
// script. In development Vite passes what it does not know on to the server, WebSocket included.
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: 'http://127.0.0.1:8044', ws: true } } },
});
