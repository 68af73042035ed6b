import { z } from 'zod';

/** One line of the carrier's own log: what a trunk's operator could show, kept outside the application. */
export interface CarrierLogEntry {
  /** Wall time, milliseconds since 1970. */
  readonly at: number;
  readonly callId: string;
  /** What was dialled, as the request had it: E.164 with its plus sign. */
  readonly to: string;
  /** 1 for the first call to that number. */
  readonly call: number;
  readonly event: 'dialled' | 'ringing' | 'answered' | 'ended';
  readonly status: number | null;
  /** Who ended it; null before. `timer`: the other side was not there any more. */
  readonly by: 'caller' | 'carrier' | 'timer' | null;
  /** They have asked to be called back, in this call. */
  readonly asked?: true;
  readonly rtpSent?: number;
  readonly rtpReceived?: number;
}

const entry = z.object({
  at: z.number(),
  callId: z.string(),
  to: z.string(),
  call: z.int().min(1),
  event: z.enum(['dialled', 'ringing', 'answered', 'ended']),
  status: z.int().nullable(),
  by: z.enum(['caller', 'carrier', 'timer']).nullable(),
  asked: z.literal(true).exactOptional(),
  rtpSent: z.int().exactOptional(),
  rtpReceived: z.int().exactOptional(),
});

/** Reads a log of lines of JSON; a line that a kill has cut off is left out. */
export function parseCarrierLog(text: string): CarrierLogEntry[] {
  return text.split('\n').flatMap((line) => {
    const read = entry.safeParse(parsed(line));
    return read.success ? [read.data] : [];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // Cut off.
  }
}

/** What the carrier knows of earlier calls; its log tells it again after it was killed. */
export class CarrierMemory {
  readonly #calls = new Map<string, number>();
  readonly #asked = new Set<string>();

  remember(entries: Iterable<Pick<CarrierLogEntry, 'to' | 'call' | 'event' | 'asked'>>): void {
    for (const { to, call, event, asked } of entries) {
      if (event === 'dialled') this.#calls.set(to, Math.max(call, this.#calls.get(to) ?? 0));
      if (asked) this.#asked.add(to);
    }
  }

  /** @returns how many calls there were to the number with this one. */
  countCall(to: string): number {
    const call = (this.#calls.get(to) ?? 0) + 1;
    this.#calls.set(to, call);
    return call;
  }

  hasAsked(to: string): boolean {
    return this.#asked.has(to);
  }

  noteAsked(to: string): void {
    this.#asked.add(to);
  }
}
