// A program as small as possible that opens the server, for tests that kill it: app-under-test.ts FOLDER own|join.
// Says what happens as lines of JSON; the line "close" on standard input ends it cleanly.
import { AppError } from '../../../core/app-error.ts';
import { openDataFolder } from '../../system/data-folder.ts';
import { joinOrOpenEmbeddedServer, openEmbeddedServer } from './embedded-server.ts';

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const [folder = '', mode] = process.argv.slice(2);
try {
  const open = mode === 'join' ? joinOrOpenEmbeddedServer : openEmbeddedServer;
  const server = await open({
    dataFolder: openDataFolder(folder),
    onEvent: ({ kind }) => say({ kind }),
  });
  say({ kind: 'ready', owner: server.owner, host: server.poolConfig.host });
  process.stdin.once('data', async () => {
    await server.close();
    process.exit();
  });
} catch (error) {
  say({ kind: 'failed', code: error instanceof AppError ? error.code : String(error) });
}
