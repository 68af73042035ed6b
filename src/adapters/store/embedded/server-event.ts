/** What happens to the embedded server while the program runs, with the text that says so. */
export interface ServerEvent {
  readonly kind: 'server-died' | 'server-restarted' | 'server-lost';
  readonly textId: 'store.server-died' | 'store.server-restarted' | 'store.server-lost';
  readonly values: { readonly folder: string };
}

/** A server one can use: hand `poolConfig` to `new pg.Pool`. Unix socket only, closed to other users. */
export interface EmbeddedServer {
  readonly poolConfig: SocketPoolConfig;
  /** Whether this process started the server; then `close()` stops it. */
  readonly owner: boolean;
  /** Stops the server if we own it. Harmless when called again. Close the pools first. */
  close(): Promise<void>;
}

export interface SocketPoolConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly ssl: false;
}
