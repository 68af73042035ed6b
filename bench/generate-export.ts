import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Writes a fictional membership export (Windows-1252, 18 columns); all numbers lie in the free ranges. */
export async function generateExport(file: string, rows: number, seed: number): Promise<void> {
  const random = generator(seed);
  const out = createWriteStream(file, 'latin1');
  out.write(
    'Mitgliedsnummer;Anrede;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Kreisverband;Eintrittsdatum;Status;Telefon privat;Telefon mobil;E-Mail;Letzter Kontakt Landesverband;Newsletter;Sperrvermerk;Bemerkung\r\n',
  );
  for (let row = 0; row < rows; row++) {
    const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
      items[random() % items.length] ?? items[0];
    const three = () => String(100 + (random() % 900));
    const day = (from: number, years: number) =>
      `${String(1 + (random() % 28)).padStart(2, '0')}.${String(1 + (random() % 12)).padStart(2, '0')}.${from + (random() % years)}`;
    const phone = () =>
      pick([
        `030/23125${three()}`,
        `+49 (0) 40 66969${three()}`,
        `089-99998${three()} (abends)`,
        `004969 90009${three()}`,
        `Tel. 0221 4710${three()}`,
        `0171 3920${three()}`,
        `030 23125${three()} / 0171-3920${three()}`,
        'k.A.',
        '0900 1234567',
        '',
      ]);
    const line = [
      100_000 + row,
      pick(['Frau', 'Herr', '']),
      pick(['Kim', 'Jördis', 'Alex']),
      pick(['Beispiel', 'Müßig', 'Muster']),
      day(1940, 60),
      'Musterstraße 1',
      `0${1067 + (random() % 8000)}`,
      pick(['Görlitz', 'Leipzig']),
      pick(['Görlitz', 'Leipzig', 'Nordsachsen']),
      day(1990, 22),
      pick(['aktiv', 'aktiv', 'aktiv', 'ruhend', 'ausgetreten']),
      phone(),
      pick(['', '', phone()]),
      `m${row}@example.org`,
      pick(['', '', day(2008, 4)]),
      pick(['ja', 'nein']),
      pick(['', '', '', 'X']),
      pick(['', '', '"Zeile eins\r\nZeile ""zwei""; mehr"']),
    ].join(';');
    if (!out.write(`${line}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** Whole numbers from a seed (xorshift32). */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
