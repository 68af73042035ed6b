// iCalendar (RFC 5545), as much of it as a list of appointments needs.
import type { Instant } from '../instant.ts';

export interface CalendarEvent {
  /** The same for the same appointment for ever, in all the world (RFC 7986 section 5.3: nothing personal). */
  readonly uid: string;
  /** When this was written down (DTSTAMP). */
  readonly stampAt: Instant;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly summary: string;
  readonly description: string;
}

/**
 * A calendar file: CRLF, lines of 75 octets at most (section 3.1), moments in UTC (section 3.3.5, form 2), which every
 * calendar shows by its own clock; so no timezone has to be described.
 */
export function writeCalendar(events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Heisser Draht//Schichten//DE',
    'CALSCALE:GREGORIAN',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((it) => `${fold(it)}\r\n`).join('');
}

function eventLines({
  uid,
  stampAt,
  fromAt,
  untilAt,
  summary,
  description,
}: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(stampAt)}`,
    `DTSTART:${utc(fromAt)}`,
    `DTEND:${utc(untilAt)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'END:VEVENT',
  ];
}

/** `20120313T150000Z`, whole seconds. */
function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Section 3.3.11; control characters have no place in a text (section 3.1, CONTROL). */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (it) => `\\${it}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

const MOST_OCTETS = 75;

/** Section 3.1: a longer line goes on in the next one after a space. No letter is torn apart. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const letter of line) {
    const more = octetsOf(letter);
    if (octets + more > MOST_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += letter;
    octets += more;
  }
  return folded;
}

/** In UTF-8 (RFC 3629 section 3). */
function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
