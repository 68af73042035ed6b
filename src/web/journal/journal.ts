import { type Entry, nameOf, PAGE } from './entry.ts';

/** Where entries lie while the page is gone: sealed, on this device. */
export interface Shelf {
  /** In the order they were first written. What is too old or cannot be read is not there. */
  readAll(): Promise<readonly Entry[]>;
  write(name: string, entry: Entry): Promise<void>;
  remove(name: string): Promise<void>;
  /** All of this account, with its key. */
  clear(): Promise<void>;
}

/** What this device keeps until the server has confirmed it. Every put is on its way to the disk at once. */
export interface Journal {
  /** False: this browser cannot seal anything, so all of it goes with the page. Null: not known yet. */
  isLasting(): boolean | null;
  readAll(): Promise<readonly Entry[]>;
  put(entry: Entry): void;
  remove(name: string): void;
  /** Something that was put would be lost if the page went now. */
  isAtRisk(): boolean;
  /** Resolves when all that was put and removed so far is on the disk. */
  written(): Promise<void>;
  /** Everything goes, and nothing is kept any more. */
  clear(): Promise<void>;
}

/** @param open Null where nothing can be sealed; one that fails counts as none. */
export function createJournal(open: () => Promise<Shelf | null>): Journal {
  /** Null: to be removed. */
  const changes = new Map<string, Entry | null>();
  const held = new Set<string>();
  let isLasting: boolean | null = null;
  let isCleared = false;
  const shelf = open().then(
    (it) => {
      isLasting = it !== null;
      return it;
    },
    () => {
      // Private windows and full disks refuse: then it lives as long as the page, and the page says so.
      isLasting = false;
      return null;
    },
  );
  let writing: Promise<void> | null = null;

  const write = async () => {
    const on = await shelf;
    for (;;) {
      const [next] = changes;
      if (next === undefined) break;
      const [name, entry] = next;
      changes.delete(name);
      if (on === null) continue;
      try {
        await (entry === null ? on.remove(name) : on.write(name, entry));
      } catch {
        // The disk is full or was taken away. What is held in memory is still sent.
        isLasting = false;
      }
    }
    writing = null;
  };
  const later = (name: string, entry: Entry | null) => {
    if (isCleared) return;
    changes.set(name, entry);
    writing ??= write();
  };
  const written = async () => {
    await writing;
  };

  return {
    isLasting: () => isLasting,
    async readAll() {
      const on = await shelf;
      return on === null ? [] : on.readAll().catch(() => []);
    },
    put(entry) {
      const name = nameOf(entry);
      if (name !== PAGE && !isCleared) held.add(name);
      later(name, entry);
    },
    remove(name) {
      held.delete(name);
      later(name, null);
    },
    isAtRisk: () => held.size > 0 && (isLasting !== true || writing !== null),
    written,
    async clear() {
      isCleared = true;
      changes.clear();
      held.clear();
      await written();
      await (await shelf)?.clear();
    },
  };
}
