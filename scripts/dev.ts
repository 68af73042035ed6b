// `npm run dev`: the server without its pages, started anew when a file of it changes, and Vite with the pages before it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'vite';

const HOST = '127.0.0.1';
const PAGES = 5173;
const API = 8044;

const pages = await createServer({
  server: {
    host: HOST,
    port: PAGES,
    strictPort: true,
    proxy: { '/api': { target: `http://${HOST}:${API}`, ws: true } },
  },
});
await pages.listen();

// People come by Vite's address: links name it, and requests from it are the server's own.
const server = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    'src/main.ts',
    'serve',
    '--api-only',
    '--port',
    String(API),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, DRAHT_URL: `http://${HOST}:${PAGES}` } },
);
// Ctrl-C reaches both; here it only must not end us before the server has put away its things.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => server.kill(name));
await once(server, 'exit');
await pages.close();
