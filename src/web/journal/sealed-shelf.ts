import { type Entry, type KeptPage, PAGE } from './entry.ts';
import type { Shelf } from './journal.ts';

/** What a browser must have for a sealed shelf; in a page without TLS (other than localhost) `subtle` is missing. */
export interface ShelfParts {
  readonly databases: IDBFactory;
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  /** The wall's time. */
  readonly now: () => number;
}

const DATABASE = 'draht-journal';
const KEYS = 'keys';
const ENTRIES = 'entries';
/** Whatever the server has not confirmed after a day is not kept any longer. */
const LONGEST_MS = 24 * 3_600_000;
const CIPHER = 'AES-GCM';
/** NIST SP 800-38D: 96 bits, drawn anew for each sealing. */
const NONCE_BYTES = 12;

/** As it lies in IndexedDB: ids and a time in the clear, all else sealed. */
interface Row {
  readonly account: string;
  readonly name: string;
  /** Since when an entry of this name is there. */
  readonly since: number;
  readonly at: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/**
 * A shelf in IndexedDB, sealed by AES-256-GCM with a key of this device and account that no script can read out.
 *
 * Opening it throws away what is too old, whoever's it is, and what another account could show of a person.
 */
export async function openShelf(parts: ShelfParts, account: string): Promise<Shelf> {
  const database = await openDatabase(parts.databases);
  await tidy(database, account, parts.now());
  let key: CryptoKey | null = await knownKey(database, account);
  const place = (name: string) => [account, name];
  return {
    async readAll() {
      const rows = (await allRows(database)).filter((row) => row.account === account);
      const entries: Entry[] = [];
      for (const row of rows.sort((a, b) => a.since - b.since)) {
        const entry = key && (await unseal(parts.crypto, key, row));
        if (entry === null) await inStore(database, ENTRIES, (store) => store.delete(place(row.name)));
        else entries.push(entry);
      }
      return entries;
    },
    async write(name, entry) {
      // Made with the first entry: whoever has left no entry has left no key.
      key ??= await madeKey(database, parts.crypto, account);
      const at = parts.now();
      const sealed = await seal(parts.crypto, key, { account, name }, entry);
      await putRow(database, { account, name, since: at, at, ...sealed }, isForDisk(entry));
    },
    async remove(name) {
      await inStore(database, ENTRIES, (store) => store.delete(place(name)));
    },
    async clear() {
      key = null;
      for (const row of await allRows(database))
        if (row.account === account)
          await inStore(database, ENTRIES, (store) => store.delete(place(row.name)));
      await inStore(database, KEYS, (store) => store.delete(account));
    },
  };
}

/** The page of whoever was on a call of an own phone here last, when no server says who it is. */
export async function findKeptPage(parts: ShelfParts): Promise<KeptPage | null> {
  const database = await openDatabase(parts.databases);
  try {
    const rows = (await allRows(database)).filter((row) => row.name === PAGE && isFresh(row, parts.now()));
    const last = rows.sort((a, b) => b.at - a.at)[0];
    if (last === undefined) return null;
    const key = await knownKey(database, last.account);
    const entry = key && (await unseal(parts.crypto, key, last));
    return entry?.kind === 'page' ? entry : null;
  } finally {
    database.close();
  }
}

/** Everything of every account goes, with the keys. */
export async function removeShelves(databases: IDBFactory): Promise<void> {
  const database = await openDatabase(databases);
  try {
    await inStore(database, ENTRIES, (store) => store.clear());
    await inStore(database, KEYS, (store) => store.clear());
  } finally {
    database.close();
  }
}

/** An outcome is on the disk itself before it counts as written: an empty battery takes nothing along. */
function isForDisk({ kind }: Entry): boolean {
  return kind === 'report';
}

/** One transaction: what is there already keeps its place in the order. */
function putRow(database: IDBDatabase, row: Row, isStrict: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const durability = isStrict ? 'strict' : 'relaxed';
    const transaction = database.transaction(ENTRIES, 'readwrite', { durability });
    const store = transaction.objectStore(ENTRIES);
    const known: IDBRequest<Row | undefined> = store.get([row.account, row.name]);
    known.onsuccess = () => store.put({ ...row, since: known.result?.since ?? row.since });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

async function tidy(database: IDBDatabase, account: string, now: number): Promise<void> {
  const accounts = new Set([account]);
  for (const row of await allRows(database)) {
    const isOthersPage = row.name === PAGE && row.account !== account;
    if (isFresh(row, now) && !isOthersPage) accounts.add(row.account);
    else await inStore(database, ENTRIES, (store) => store.delete([row.account, row.name]));
  }
  for (const key of await inStore(database, KEYS, (store) => store.getAllKeys()))
    if (!accounts.has(String(key))) await inStore(database, KEYS, (store) => store.delete(key));
}

/** A clock that was set back must not keep anything for ever. */
function isFresh({ at }: Row, now: number): boolean {
  return Math.abs(now - at) < LONGEST_MS;
}

async function knownKey(database: IDBDatabase, account: string): Promise<CryptoKey | null> {
  const key: CryptoKey | undefined = await inStore(database, KEYS, (store) => store.get(account));
  return key ?? null;
}

async function madeKey(
  database: IDBDatabase,
  { subtle }: ShelfParts['crypto'],
  account: string,
): Promise<CryptoKey> {
  const made = await subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
  // In one transaction, so that two tabs that open at once come to the same key.
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(KEYS, 'readwrite');
    const store = transaction.objectStore(KEYS);
    let key = made;
    const known = store.get(account);
    known.onsuccess = () => {
      if (known.result === undefined) store.put(made, account);
      else key = known.result;
    };
    transaction.oncomplete = () => resolve(key);
    transaction.onabort = () => reject(transaction.error);
  });
}

type Place = Pick<Row, 'account' | 'name'>;

async function seal(
  crypto: BoundCrypto,
  key: CryptoKey,
  place: Place,
  entry: Entry,
): Promise<Pick<Row, 'nonce' | 'sealed'>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(entry));
  return { nonce, sealed: await crypto.subtle.encrypt(algorithm(nonce, place), key, plain) };
}

/** Null for what another key sealed, and for what was moved here from another place. */
async function unseal({ subtle }: BoundCrypto, key: CryptoKey, row: Row): Promise<Entry | null> {
  try {
    const plain = await subtle.decrypt(algorithm(row.nonce, row), key, row.sealed);
    return JSON.parse(new TextDecoder().decode(plain)) as Entry; // Only `seal` wrote it.
  } catch {
    return null;
  }
}

type BoundCrypto = ShelfParts['crypto'];

function algorithm(nonce: Uint8Array<ArrayBuffer>, { account, name }: Place): AesGcmParams {
  return { name: CIPHER, iv: nonce, additionalData: new TextEncoder().encode(`${account}/${name}`) };
}

function openDatabase(databases: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = databases.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(KEYS);
      request.result.createObjectStore(ENTRIES, { keyPath: ['account', 'name'] });
    };
    request.onsuccess = () => {
      // A later version of this page must not wait for a tab that was forgotten.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the journal is held by another version of this page'));
  });
}

function allRows(database: IDBDatabase): Promise<Row[]> {
  return inStore(database, ENTRIES, (store) => store.getAll());
}

function inStore<Result>(
  database: IDBDatabase,
  name: string,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'relaxed' });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
