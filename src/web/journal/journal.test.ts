import { expect, test } from 'vitest';
import { emptyDraft } from '../features/call/draft.ts';
import type { Entry } from './entry.ts';
import { freshUuid } from './fresh-uuid.ts';
import { createJournal, type Shelf } from './journal.ts';

const draft = (attemptId: string, seq: number): Entry => ({
  ...{ kind: 'draft', attemptId, seq, body: emptyDraft },
});

/** A shelf whose writes end when the test says so. */
function slowShelf() {
  const rows = new Map<string, Entry>();
  const waiting: (() => void)[] = [];
  const later = (work: () => void) =>
    new Promise<void>((resolve) => {
      waiting.push(() => {
        work();
        resolve();
      });
    });
  const shelf: Shelf = {
    readAll: async () => [...rows.values()],
    write: (name, entry) => later(() => rows.set(name, entry)),
    remove: (name) => later(() => rows.delete(name)),
    clear: async () => rows.clear(),
  };
  const work = async () => {
    for (let turn = 0; turn < 50; turn += 1) {
      await Promise.resolve();
      waiting.shift()?.();
    }
  };
  return { shelf, rows, work };
}

test('what is put is at risk until it is on the disk, and the last of two is the one that stays', async () => {
  const { shelf, rows, work } = slowShelf();
  const journal = createJournal(async () => shelf);
  journal.put(draft('a', 1));
  journal.put(draft('a', 2));
  expect(journal.isAtRisk()).toBe(true);
  await work();
  expect(journal.isAtRisk()).toBe(false);
  expect([...rows.values()]).toEqual([draft('a', 2)]);
  journal.remove('draft:a');
  await work();
  expect(rows.size).toBe(0);
});

test.each([
  ['nothing can be sealed', async () => null],
  ['the disk refuses', async () => Promise.reject(new Error('private window'))],
])('where %s it lives in memory, says so, and is at risk until it is confirmed', async (_, open) => {
  const journal = createJournal(open);
  journal.put(draft('a', 1));
  await journal.written();
  expect(journal.isLasting()).toBe(false);
  expect(await journal.readAll()).toEqual([]);
  expect(journal.isAtRisk()).toBe(true);
  journal.remove('draft:a');
  await journal.written();
  expect(journal.isAtRisk()).toBe(false);
});

test('a disk that is full in the middle makes it a journal of memory', async () => {
  const { shelf } = slowShelf();
  const journal = createJournal(async () => ({ ...shelf, write: () => Promise.reject(new Error('full')) }));
  journal.put(draft('a', 1));
  await journal.written();
  expect(journal.isLasting()).toBe(false);
  expect(journal.isAtRisk()).toBe(true);
});

test('cleared, it holds nothing and puts nothing at risk', async () => {
  const { shelf, rows, work } = slowShelf();
  const journal = createJournal(async () => shelf);
  journal.put(draft('a', 1));
  const cleared = journal.clear();
  await work();
  await cleared;
  expect(rows.size).toBe(0);
  expect(journal.isAtRisk()).toBe(false);
});

test('a key of a report is a UUID of version 4, also where the browser cannot make one', () => {
  const bytes = { getRandomValues: <It extends ArrayBufferView | null>(it: It) => it };
  expect(freshUuid(bytes)).toBe('00000000-0000-4000-8000-000000000000');
  expect(freshUuid(globalThis.crypto)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
