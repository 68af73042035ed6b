// The rules of RFC 5545, read back by a reader of its own.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, writeCalendar } from './write-calendar.ts';

const event: CalendarEvent = {
  uid: '2012-03-13-1600.c1@heisser-draht',
  stampAt: Date.UTC(2026, 10, 22, 12, 30, 59, 999),
  fromAt: Date.UTC(2012, 2, 13, 15),
  untilAt: Date.UTC(2012, 2, 13, 17),
  summary: 'Telefonieren',
  description: 'Neue begrüßen',
};

/** Content lines, unfolded (section 3.1). */
function linesOf(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  return text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
}

function value(text: string, name: string): string[] {
  return linesOf(text)
    .filter((it) => it.startsWith(`${name}:`))
    .map((it) => it.slice(name.length + 1));
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_, it: string) => (/n/i.test(it) ? '\n' : it));
}

test('a file of two appointments has what the RFC requires, in UTC', () => {
  const text = writeCalendar([event, { ...event, uid: 'other@heisser-draht' }]);
  expect(linesOf(text)).toEqual([
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Heisser Draht//Schichten//DE', 'CALSCALE:GREGORIAN'],
    ...['BEGIN:VEVENT', 'UID:2012-03-13-1600.c1@heisser-draht', 'DTSTAMP:20261122T123059Z'],
    ...['DTSTART:20120313T150000Z', 'DTEND:20120313T170000Z'],
    ...['SUMMARY:Telefonieren', 'DESCRIPTION:Neue begrüßen', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:other@heisser-draht', 'DTSTAMP:20261122T123059Z'],
    ...['DTSTART:20120313T150000Z', 'DTEND:20120313T170000Z'],
    ...['SUMMARY:Telefonieren', 'DESCRIPTION:Neue begrüßen', 'END:VEVENT'],
    'END:VCALENDAR',
  ]);
});

describe('section 3.3.11: in a text', () => {
  test.each([
    ['a comma', 'Kaffee, Kuchen', 'Kaffee\\, Kuchen'],
    ['a semicolon', 'a;b', 'a\\;b'],
    ['a backslash', 'a\\n', 'a\\\\n'],
    ['a new line', 'a\r\nb\nc\rd', 'a\\nb\\nc\\nd'],
    ['a control character', 'a\u0000b\tc', 'a b c'],
    ['a colon, as it is', 'Um: 16', 'Um: 16'],
  ])('%s', (_, summary, written) => {
    expect(value(writeCalendar([{ ...event, summary }]), 'SUMMARY')).toEqual([written]);
  });
});

test('section 3.1: no line is longer than 75 octets, none begins a property by accident, no letter is torn', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((it) => !/\p{Cc}/u.test(it));
  fc.assert(
    fc.property(word, fc.constantFrom('', 'ß', '𝄞', 'end:VEVENT\nBEGIN:VALARM'), (text, tail) => {
      const summary = text + tail;
      const file = writeCalendar([{ ...event, summary }]);
      const bytes = new TextEncoder();
      for (const line of file.split('\r\n')) expect(bytes.encode(line).length).toBeLessThanOrEqual(75);
      expect(value(file, 'SUMMARY').map(unescaped)).toEqual([summary]);
      expect(linesOf(file)).toHaveLength(13);
    }),
  );
});

test('section 3.1: a line of exactly 75 octets is not folded, one of 76 is', () => {
  const of = (letters: number) => writeCalendar([{ ...event, summary: 'x'.repeat(letters - 8) }]);
  expect(of(75)).not.toContain('\r\n ');
  expect(of(76).match(/\r\n /g)).toHaveLength(1);
});
