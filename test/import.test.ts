import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { membersReader } from '../src/adapters/files/members-reader.ts';
import { rows } from '../src/adapters/store/connection.ts';
import { importStore } from '../src/adapters/store/import-store.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { type ImportReport, importMembers } from '../src/app/import-members.ts';
import type { MembersReader } from '../src/app/import-store.ts';
import type { Selection } from '../src/core/campaign/campaign.ts';
import { SAMPLE } from './run-demo-under-test.ts';
import { allRows, tableChecksums } from './table-checksums.ts';

const SELECTION: Selection = {
  joinedOnOrAfter: '2007-01-01',
  status: ['aktiv'],
  noContactBy: ['state', 'youth', 'branch'],
  diallableNumber: true,
  notBlocked: true,
};

let test: TestStore;
let folder: string;
beforeAll(async () => {
  test = await openTestStore();
  folder = await mkdtemp(join(tmpdir(), 'draht-import-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

let clock = Date.UTC(2012, 2, 1);
/** Each test has an organisation of its own, as far as it needs one. */
let unitName: string;
let tests = 0;
beforeEach(() => {
  tests += 1;
  unitName = `Verband ${tests}`;
});

async function file(...lines: string[]): Promise<string> {
  const path = join(folder, 'export.csv');
  await writeFile(
    path,
    `${['Mitgliedsnummer;Vorname;Nachname;Kreisverband;Eintritt;Status;Telefon;Mobil;Sperrvermerk', ...lines].join('\r\n')}\r\n`,
  );
  return path;
}

function importFile(
  path: string,
  options: {
    isDryRun?: boolean;
    isComplete?: boolean;
    mappingPath?: string;
    reader?: MembersReader;
    unitName?: string;
  } = {},
): Promise<ImportReport> {
  clock += 1000;
  return importMembers(
    { reader: options.reader ?? membersReader(), store: importStore(test.connection, test.cipher) },
    {
      actor: { accountId: null, role: 'owner', unitPath: '/' },
      unitName: options.unitName ?? unitName,
      defaultUnitName: 'Verband',
      path,
      mappingPath: options.mappingPath ?? null,
      isDryRun: options.isDryRun ?? false,
      isComplete: options.isComplete ?? false,
      selection: SELECTION,
      today: '2012-03-13',
      timezone: 'Europe/Berlin',
      now: clock,
    },
  );
}

const counts = ({ added, changed, unchanged, missing }: ImportReport) => ({
  added,
  changed,
  unchanged,
  missing,
});

/** A person's fields and numbers, numbers decrypted, in their order. */
async function person(memberNumber: string) {
  const [found] = await rows(
    sql<{ id: string; blocked: boolean; left: boolean; unit: string; status: string }>`
      select p.id, p.do_not_call as blocked, p.left_source_at is not null as left, u.name as unit, p.status
      from person p join unit u on u.id = p.unit_id join unit o on o.id = p.organisation_id
      where p.member_number = ${memberNumber} and o.name = ${unitName}`,
    test.connection,
  );
  if (found === undefined) return null;
  const numbers = await rows(
    sql<{ cipher: Buffer; state: string }>`
      select n.number_cipher as cipher, pn.state from person_number pn join phone_number n on n.id = pn.number_id
      where pn.person_id = ${found.id} order by pn.position, pn.state desc`,
    test.connection,
  );
  const { id: _id, ...fields } = found;
  return {
    ...fields,
    numbers: numbers.map(({ cipher, state }) => `${test.cipher.decrypt(cipher)} ${state}`),
  };
}

const KIM = '1;Kim;Beispiel;Leipzig;01.02.2010;aktiv;030 23125001;0171 3920001;';
const ALEX = '2;Alex;Muster;Görlitz;01.02.2010;aktiv;040 66969002;;';
const JO = '3;Jo;Öztürk;Leipzig;01.02.2010;ruhend;089 99998003;;X';

describe('the sample', () => {
  const expected = { dataRows: 3108, distinctMembers: 3100, duplicateRows: 8 };
  const sample = join(SAMPLE, 'mitglieder.csv');
  const excludedBy = {
    ...{ 'joined-earlier': 501, 'not-active': 266, 'contacted-state': 252, 'contacted-youth': 260 },
    ...{ 'contacted-branch': 508, 'no-number': 274, 'unusable-number': 281, 'do-not-call': 254 },
  };

  it('counts as it must, dry or not, and the second time changes nothing', async () => {
    const before = await tableChecksums(test.connection);
    const dry = await importFile(sample, { isDryRun: true });
    expect(await tableChecksums(test.connection)).toEqual(before);
    expect(dry).toMatchObject({ ...expected, added: 3100, listId: null, selection: { excludedBy } });
    expect(dry.selection.selected).toHaveLength(504);

    const real = await importFile(sample);
    expect(real).toMatchObject({ ...expected, added: 3100, isSame: false, selection: { excludedBy } });
    expect({ ...real, listId: null, selection: null }).toEqual({ ...dry, selection: null });
    const after = await tableChecksums(test.connection);
    expect(after).not.toEqual(before);

    const again = await importFile(sample);
    expect(again).toMatchObject({
      ...expected,
      added: 0,
      changed: 0,
      unchanged: 3100,
      missing: 0,
      isSame: true,
    });
    expect(await tableChecksums(test.connection)).toEqual(after);
    await importFile(sample, { isDryRun: true, isComplete: true });
    await importFile(sample, { isComplete: true });
    expect(await tableChecksums(test.connection)).toEqual(after);
  }, 120_000);

  it('leaves no digits of a number in any table, neither as text nor as bytes', async () => {
    const numbers = await rows(
      sql<{ cipher: Buffer }>`select number_cipher as cipher from phone_number`,
      test.connection,
    );
    const national = numbers.map(({ cipher }) => test.cipher.decrypt(cipher).slice(3));
    expect(national.length).toBeGreaterThan(2000);
    // Also where spaces, slashes or hyphens part them. bytea is printed as hexadecimal, an ASCII digit as 3 and itself.
    const text = [...(await allRows(test.connection)).values()].flat().join('\n');
    const plain = text.replace(/(?<=\d)[ /().-]+(?=\d)/g, '');
    for (const digits of national) {
      expect(plain.includes(digits), 'digits of a number as text').toBe(false);
      expect(text.includes(Buffer.from(digits).toString('hex')), 'digits of a number as bytes').toBe(false);
    }
  }, 120_000);

  it('makes a unit of each branch and places everybody there', async () => {
    const found = await rows(
      sql<{ name: string; people: number }>`
        select u.name, count(*) as people from person p join unit u on u.id = p.unit_id
        join unit o on o.id = u.parent_id and o.name = 'Verband 1' group by 1 order by 1`,
      test.connection,
    );
    expect(found).toHaveLength(13);
    expect(found.reduce((sum, it) => sum + it.people, 0)).toBe(3100);
  });
});

describe('an export that has changed since', () => {
  it('tells who is new, changed, as before and missing', async () => {
    expect(counts(await importFile(await file(KIM, ALEX, JO)))).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      missing: 0,
    });
    const next = await file(
      KIM,
      ALEX.replace('aktiv', 'ausgetreten'),
      '4;Neu;Neu;Leipzig;01.01.2012;aktiv;069 90009004;;',
    );
    const dry = await importFile(next, { isDryRun: true });
    const real = await importFile(next);
    expect(counts(real)).toEqual({ added: 1, changed: 1, unchanged: 1, missing: 1 });
    expect(counts(dry)).toEqual(counts(real));
    expect(await person('2')).toMatchObject({ status: 'ausgetreten' });
    expect(await person('3')).toMatchObject({ left: false });
  });

  it('counts a person as changed whose number alone is another one', async () => {
    await importFile(await file(KIM, ALEX));
    const report = await importFile(await file(KIM.replace('0171 3920001', '0171 3920009'), ALEX));
    expect(counts(report)).toEqual({ added: 0, changed: 1, unchanged: 1, missing: 0 });
  });

  it('keeps a number that is gone, out of use, and takes it back', async () => {
    await importFile(await file(KIM));
    expect((await person('1'))?.numbers).toEqual(['+493023125001 in-use', '+491713920001 in-use']);
    await importFile(await file(KIM.replace('030 23125001', '030 23125077')));
    const gone = (await person('1'))?.numbers;
    expect(gone).toHaveLength(3);
    expect(gone).toEqual(
      expect.arrayContaining(['+493023125077 in-use', '+491713920001 in-use', '+493023125001 gone']),
    );
    expect(counts(await importFile(await file(KIM)))).toMatchObject({ changed: 1 });
    expect((await person('1'))?.numbers).toEqual(
      expect.arrayContaining(['+493023125001 in-use', '+493023125077 gone']),
    );
  });

  it('never takes a wrong person’s number back into use', async () => {
    await importFile(await file(KIM));
    await sql`
      update person_number set state = 'wrong-person' where position = 0 and person_id in (
        select p.id from person p join unit o on o.id = p.organisation_id where o.name = ${unitName})`.execute(
      test.connection,
    );
    await importFile(await file(KIM.replace('030 23125001', '')));
    await importFile(await file(KIM));
    expect((await person('1'))?.numbers[0]).toBe('+493023125001 wrong-person');
  });

  it('never lifts a block', async () => {
    await importFile(await file(JO));
    for (const cell of ['', 'nein', '0']) {
      await importFile(await file(`${JO.slice(0, -1)}${cell}`));
      expect(await person('3')).toMatchObject({ blocked: true });
    }
  });

  it('takes the order of a person’s numbers from the columns, also over several rows', async () => {
    const rowsOfKim = ['1;Kim;Beispiel;Leipzig;01.02.2010;aktiv;;0171 3920001;', '1;;;;;;030 23125001;;'];
    await importFile(await file(...rowsOfKim));
    expect((await person('1'))?.numbers).toEqual(['+493023125001 in-use', '+491713920001 in-use']);
    const sums = await tableChecksums(test.connection);
    const report = await importFile(await file(...rowsOfKim, ''), { isDryRun: true });
    expect(counts(report)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await tableChecksums(test.connection)).toEqual(sums);
  });

  it('marks who has left only when it is complete, also by the same file, and takes back who returns', async () => {
    await importFile(await file(KIM, ALEX));
    const shorter = await file(KIM);
    expect(await importFile(shorter)).toMatchObject({ missing: 1 });
    expect(await person('2')).toMatchObject({ left: false });
    expect(await importFile(shorter, { isComplete: true })).toMatchObject({ missing: 1, isSame: false });
    expect(await person('2')).toMatchObject({ left: true });
    expect((await importFile(shorter, { isComplete: true })).isSame).toBe(true);
    await importFile(await file(KIM, ALEX));
    expect(await person('2')).toMatchObject({ left: false });
  });

  it('moves a person to the branch the export now names', async () => {
    await importFile(await file(KIM));
    expect(await person('1')).toMatchObject({ unit: 'Leipzig' });
    await importFile(await file(KIM.replace('Leipzig', 'Zwickau')));
    expect(await person('1')).toMatchObject({ unit: 'Zwickau' });
  });
});

describe('a mapping file', () => {
  it('beats the headings, and makes the same file another import', async () => {
    const path = await file(KIM);
    await importFile(path);
    const mappingPath = join(folder, 'mapping.yaml');
    await writeFile(mappingPath, 'Mobil: ignore\nStatus: city\n');
    const report = await importFile(path, { mappingPath });
    expect(report).toMatchObject({ changed: 1, isSame: false });
    expect(await person('1')).toMatchObject({
      status: null,
      numbers: ['+493023125001 in-use', '+491713920001 gone'],
    });
  });
});

describe('an import that fails leaves nothing', () => {
  let before: Record<string, string>;
  beforeEach(async () => {
    before = await tableChecksums(test.connection);
  });
  afterEach(async () => {
    expect(await tableChecksums(test.connection)).toEqual(before);
  });
  const many = Array.from(
    { length: 3000 },
    (_, index) => `${index + 10};Kim;Beispiel;Leipzig;01.02.2010;aktiv;030 23125001;;`,
  );

  it('at an unclosed quote in its last line', async () => {
    const path = await file(...many, '9;"Kim;Beispiel;;;;;;');
    await expect(importFile(path)).rejects.toMatchObject({ code: 'import.error.unclosed-quote' });
  });

  it('when it is stopped in the middle', async () => {
    const stop = new AbortController();
    const reader = membersReader({ signal: stop.signal });
    const stopping: MembersReader = {
      read: (request) =>
        reader.read({
          ...request,
          onBatch: async (...batch) => {
            await request.onBatch(...batch);
            if ((batch[0][0]?.line ?? 0) > 1000) stop.abort(new Error('stopped'));
          },
        }),
    };
    await expect(importFile(await file(...many), { reader: stopping })).rejects.toThrow('stopped');
  });

  it('when its connection to the database dies', async () => {
    const reader = membersReader();
    const killing: MembersReader = {
      read: (request) =>
        reader.read({
          ...request,
          onBatch: async (...batch) => {
            await request.onBatch(...batch);
            await sql`select pg_terminate_backend(pid) from pg_stat_activity
                      where state = 'idle in transaction' and pid <> pg_backend_pid()`.execute(
              test.connection,
            );
          },
        }),
    };
    await expect(importFile(await file(...many), { reader: killing })).rejects.toThrow();
  });

  it('when the file goes away while it is read', async () => {
    const path = await file(...many);
    const reader = membersReader();
    const removing: MembersReader = {
      read: (request) =>
        reader.read({
          ...request,
          onBatch: async (...batch) => {
            await request.onBatch(...batch);
            await rm(path, { force: true });
          },
        }),
    };
    await expect(importFile(path, { reader: removing })).rejects.toMatchObject({
      code: 'import.error.file-missing',
      values: { file: path },
    });
  });
});

describe('two imports at once', () => {
  it('of one organisation come one after the other', async () => {
    const path = await file(KIM, ALEX, JO);
    const both = await Promise.all([importFile(path), importFile(path)]);
    expect(both.map((it) => it.added).sort()).toEqual([0, 3]);
    expect(both.map((it) => it.isSame).sort()).toEqual([false, true]);
  });

  it('of two organisations keep apart and share a number', async () => {
    const path = await file(KIM);
    const both = await Promise.all([
      importFile(path, { unitName: `${unitName} a` }),
      importFile(path, { unitName: `${unitName} b` }),
    ]);
    expect(both.map((it) => it.added)).toEqual([1, 1]);
  });

  it('in both orders of the same numbers do not lock each other', async () => {
    const lines = Array.from(
      { length: 900 },
      (_, index) =>
        `${index + 10};Kim;Beispiel;Leipzig;01.02.2010;aktiv;030 23125${String(index).padStart(3, '0')};;`,
    );
    const forward = await file(...lines);
    const backward = join(folder, 'backward.csv');
    await writeFile(
      backward,
      `Mitgliedsnummer;Telefon\r\n${lines
        .map((line) => `${line.split(';')[0]};${line.split(';')[6]}`)
        .reverse()
        .join('\r\n')}`,
    );
    const both = await Promise.all([
      importFile(forward, { unitName: `${unitName} a` }),
      importFile(backward, { unitName: `${unitName} b` }),
    ]);
    expect(both.map((it) => it.added)).toEqual([900, 900]);
  });
});

describe('odd texts', () => {
  it('takes a NUL out of a UTF-16 file', async () => {
    const path = join(folder, 'nul.csv');
    await writeFile(
      path,
      Buffer.from(
        '\ufeffMitgliedsnummer\tVorname\tNach\0name\tTelefon\r\n1\tKi\0m\tBeispiel\t030 23125001\r\n',
        'utf16le',
      ),
    );
    expect(await importFile(path)).toMatchObject({ added: 1 });
    expect((await person('1'))?.numbers).toEqual(['+493023125001 in-use']);
  });

  it('keeps a back slash with its digits', async () => {
    const path = await file('1;Ki\\u0000m;Beispiel;Leip\\u0000zig;01.02.2010;aktiv;030 23125001;;');
    await importFile(path);
    expect(await person('1')).toMatchObject({ unit: 'Leip\\u0000zig' });
  });
});

it('a language is kept as its two letters, and what is none is not', async () => {
  const path = join(folder, 'languages.csv');
  await writeFile(
    path,
    'Mitgliedsnummer;Vorname;Nachname;Sprache\r\n1;Kim;A;Polnisch\r\n2;Jo;B;?\r\n3;Li;C;en_GB\r\n',
  );
  await importFile(path);
  const found = await rows(
    sql<{ language: string | null }>`
      select p.language from person p join unit o on o.id = p.organisation_id
      where o.name = ${unitName} order by p.member_number`,
    test.connection,
  );
  expect(found.map((it) => it.language)).toEqual(['pl', null, 'en']);
});
