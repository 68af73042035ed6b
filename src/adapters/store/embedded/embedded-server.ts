import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '../../../core/app-error.ts';
import type { DataFolder } from '../../system/data-folder.ts';
import { asFolderError, errorCode } from '../../system/folder-error.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, prepareCluster } from './cluster.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { clusterNameOf, endLeftovers } from './folder-processes.ts';
import { type Guard, startGuard } from './guard.ts';
import { hasEnded, isNotYet, startPostmaster, stopPostmaster } from './postmaster.ts';
import { openServerAccount } from './server-account.ts';
import type { EmbeddedServer, ServerEvent, SocketPoolConfig } from './server-event.ts';
import {
  makeSocketFolder,
  removeSocketFolder,
  STORE_DATABASE,
  socketConfig,
  socketOf,
} from './socket-folder.ts';

export interface EmbeddedServerOptions {
  readonly dataFolder: DataFolder;
  /** The folder goes with the program, so nothing in it waits for the disk. Never for what anybody wants to keep. */
  readonly isThrowAway?: boolean;
  /** Hears when the server dies and comes back while the program runs. */
  readonly onEvent?: (event: ServerEvent) => void;
}

/**
 * Starts the embedded PostgreSQL of a data folder, as its only owner.
 *
 * @throws AppError `error.store.folder-in-use` when another program runs it, and every reason why it cannot start
 *   (`error.store.*`, docs/database.md).
 */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const lock = takeLock(options.dataFolder);
  if (lock.kind === 'held') {
    throw new AppError('error.store.folder-in-use', { folder: options.dataFolder.path, pid: lock.pid });
  }
  return startAsOwner(options, lock.release);
}

/** For short commands: joins the server that another program runs on the folder, else starts it. */
export async function joinOrOpenEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const until = performance.now() + JOIN_MILLISECONDS;
  for (;;) {
    const lock = takeLock(options.dataFolder);
    if (lock.kind === 'taken') return startAsOwner(options, lock.release);
    const poolConfig = await answeringSocket(options.dataFolder);
    if (poolConfig !== undefined) return { poolConfig, owner: false, close: async () => {} };
    if (performance.now() > until) {
      throw new AppError('error.store.folder-in-use', { folder: options.dataFolder.path, pid: lock.pid });
    }
    await pause(50);
  }
}

function takeLock(folder: DataFolder): FolderLock {
  try {
    return takeFolderLock(folder.run);
  } catch (error) {
    throw asFolderError(error, folder.path);
  }
}

// The other program may be in its first start or in a recovery.
const JOIN_MILLISECONDS = 60_000;

async function answeringSocket(folder: DataFolder): Promise<SocketPoolConfig | undefined> {
  const poolConfig = socketOf(folder);
  if (poolConfig === undefined) return undefined;
  const client = new Client(poolConfig);
  client.on('error', () => {});
  try {
    await client.connect();
    return poolConfig;
  } catch (error) {
    // 3D000: the first start has not made our database yet. 57P01, 57P03: it stops or starts just now.
    if (isNotYet(error) || ['3D000', '57P01'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function startAsOwner(options: EmbeddedServerOptions, release: () => void): Promise<EmbeddedServer> {
  const folder = options.dataFolder;
  try {
    const binaries = findBinaries();
    const account = openServerAccount(folder, binaries);
    const name = clusterNameOf(folder);
    const [path, log] = [join(folder.postgres, 'cluster'), join(folder.postgres, 'server.log')];
    const cluster = { folder, binaries, account, name, path, log, isThrowAway: options.isThrowAway ?? false };
    return await OwnedServer.start(cluster, options.onEvent, release);
  } catch (error) {
    release();
    throw asFolderError(error, folder.path);
  }
}

/** Our server's life: guarded while it runs, started again when it dies, stopped once and for all by `close`. */
class OwnedServer implements EmbeddedServer {
  readonly owner = true;
  readonly poolConfig: SocketPoolConfig;
  readonly #cluster: Cluster;
  readonly #onEvent: (event: ServerEvent) => void;
  readonly #release: () => void;
  readonly #guard: Guard;
  #child: ChildProcess;
  #restart: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  static async start(
    cluster: Cluster,
    onEvent: EmbeddedServerOptions['onEvent'],
    release: () => void,
  ): Promise<OwnedServer> {
    await endLeftovers(cluster.folder, cluster.name);
    const guard = startGuard(cluster.name);
    try {
      await prepareCluster(cluster);
      const socketFolder = makeSocketFolder(cluster.folder, cluster.account);
      const child = await startPostmaster(cluster, socketFolder);
      return new OwnedServer(cluster, {
        child,
        guard,
        socketFolder,
        onEvent: onEvent ?? (() => {}),
        release,
      });
    } catch (error) {
      guard.dismiss();
      removeSocketFolder(cluster.folder);
      throw error;
    }
  }

  private constructor(
    cluster: Cluster,
    parts: {
      child: ChildProcess;
      guard: Guard;
      socketFolder: string;
      onEvent: (event: ServerEvent) => void;
      release: () => void;
    },
  ) {
    this.#cluster = cluster;
    this.#child = parts.child;
    this.#guard = parts.guard;
    this.#onEvent = parts.onEvent;
    this.#release = parts.release;
    this.poolConfig = socketConfig(parts.socketFolder, STORE_DATABASE);
    this.#watch();
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  async #stop(): Promise<void> {
    await this.#restart;
    await stopPostmaster(this.#child);
    this.#guard.dismiss();
    removeSocketFolder(this.#cluster.folder);
    this.#release();
  }

  #watch(): void {
    // The server must not keep a program alive that has nothing left to do; the guard stops it then.
    this.#child.unref();
    const onExit = () => {
      if (this.#closing === undefined) this.#restart = this.#startAgain();
    };
    // It may have died between its first answer and this line.
    if (hasEnded(this.#child)) setImmediate(onExit);
    else this.#child.once('exit', onExit);
  }

  async #startAgain(): Promise<void> {
    this.#tell('server-died');
    try {
      // Orphans of a killed postmaster would write into files that the next one already owns.
      await endLeftovers(this.#cluster.folder, this.#cluster.name, { keepGuard: true });
      this.#child = await startPostmaster(this.#cluster, this.poolConfig.host);
    } catch {
      // The reason stands in the server's log; the person hears that the program cannot go on.
      this.#tell('server-lost');
      return;
    }
    this.#tell('server-restarted');
    if (this.#closing === undefined) this.#watch();
  }

  #tell(kind: ServerEvent['kind']): void {
    this.#onEvent({ kind, textId: `store.${kind}`, values: { folder: this.#cluster.folder.path } });
  }
}
