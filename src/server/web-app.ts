import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../core/app-error.ts';
import { pageLinks } from './page-links.ts';

/** Vite names the files in there after their content. */
const HASHED = /[\\/]assets[\\/]/;

/**
 * The browser's program: its files, and its one page at every address that is not the API's.
 *
 * @param folder Where it was built; null or missing: there are only the routes.
 */
export async function serveWebApp(app: FastifyInstance, folder: string | null): Promise<void> {
  const hasPage = folder !== null && existsSync(join(folder, 'index.html'));
  if (hasPage) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: 'ignore',
      // The build has put `.br` and `.gz` beside each text file.
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
  }
  const links = hasPage ? pageLinks(folder) : () => undefined;
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|assets)(\/|$)/.test(request.url);
    if (!isPage || !hasPage) throw new AppError('error.server.no-route');
    const link = links(request.url.split('?')[0] ?? '', request.headers['accept-language']);
    if (link !== undefined) reply.header('link', link);
    return reply.sendFile('index.html');
  });
}
