/** The part of the installation's log that the server writes to: events, counts, and where an error came from. */
export interface ServerLog {
  info(event: string, fields?: Readonly<Record<string, number>>): void;
  error(event: string, error: unknown): void;
}
