import type { TrunkId } from '../ids.ts';

/**
 * What was seen of one call, raw, as plain JSON: stored with the attempt, so that it can be classified again
 * (DOMAIN 1.1, point 6). `ms` counts from the first INVITE on the campaign's clock; `null` means "did not happen".
 * Holds no number: `dialledForm` is the shape only (`e164`, `national`).
 */
export interface CallEvidence {
  readonly trunkId: TrunkId | null;
  readonly dialledForm: string | null;
  /** Why our own guard did not dial, where it did not. */
  readonly policyRefused: string | null;
  /** No answer at all from the trunk: RFC 3261 Timer B ran out. */
  readonly localTimeout: boolean;
  readonly transportError: boolean;
  readonly cancelledByUs: boolean;
  /** Final status, 200 to 699. */
  readonly sipStatus: number | null;
  readonly reasonPhrase: string | null;
  /** All Reason values of the final response, the BYE or the CANCEL, in order. */
  readonly reasons: readonly ReasonValue[];
  /** A 181 or a Diversion was seen: somebody else may answer. */
  readonly forwarded: boolean;
  /** Server or User-Agent of the final response. */
  readonly server: string | null;
  readonly warning: string | null;
  /** RFC 8688: where to complain about a blocked call. */
  readonly callInfo: string | null;
  readonly ms: {
    readonly trying: number | null;
    /** First 180. */
    readonly ringing: number | null;
    /** First 183 with SDP: ringback or an announcement, nobody can tell which (DOMAIN 1.1, point 4). */
    readonly progress: number | null;
    readonly answered: number | null;
    /** Final response that was not 2xx, or the BYE. */
    readonly ended: number | null;
  };
  readonly releasedBy: 'us' | 'them' | null;
  readonly retryAfterSeconds: number | null;
}

/** One value of a Reason header (RFC 3326, section 2). */
export interface ReasonValue {
  /** As sent: `Q.850`, `SIP`, `preemption`, `X.int`. */
  readonly protocol: string;
  readonly cause: number | null;
  readonly text?: string;
}

/** Evidence of a call of which nothing is known yet: what a test or an adapter starts from. */
export const noEvidence: CallEvidence = {
  trunkId: null,
  dialledForm: null,
  policyRefused: null,
  localTimeout: false,
  transportError: false,
  cancelledByUs: false,
  sipStatus: null,
  reasonPhrase: null,
  reasons: [],
  forwarded: false,
  server: null,
  warning: null,
  callInfo: null,
  ms: { trying: null, ringing: null, progress: null, answered: null, ended: null },
  releasedBy: null,
  retryAfterSeconds: null,
};

/**
 * Seconds from the first 180 until the call was answered or ended; 0 without a 180.
 * A 183 starts nothing: in Germany it carries ringback or an announcement (DOMAIN 1.3).
 */
export function ringSeconds({ ms }: CallEvidence): number {
  return secondsSince(ms.ringing, ms);
}

/** Seconds from the first 183 with SDP until the call was answered or ended; 0 without one. */
export function earlyMediaSeconds({ ms }: CallEvidence): number {
  return secondsSince(ms.progress, ms);
}

function secondsSince(startMs: number | null, ms: CallEvidence['ms']): number {
  const endMs = ms.answered ?? ms.ended;
  return startMs === null || endMs === null ? 0 : Math.max(0, endMs - startMs) / 1000;
}

/**
 * All values of a Reason header, in order (RFC 3326); what is not a value is left out, never thrown.
 *
 * `Reason: SIP;cause=480, Q.850;cause=19;text="no answer, alerted"` has two. One pass over the text: a hostile
 * header of any length costs its length.
 */
export function parseReasonHeader(value: string): ReasonValue[] {
  return splitOutsideQuotes(value, ',').flatMap((part) => {
    const [protocol = '', ...parameters] = splitOutsideQuotes(part, ';').map((piece) => piece.trim());
    return /^[\w.!%*+`'~-]+$/.test(protocol) ? [reasonValue(protocol, parameters)] : [];
  });
}

/** The Q.850 cause that tells most: the first that is not 16, 31 or 127, for these say nothing (DOMAIN 1.1, point 3). */
export function q850Cause(reasons: readonly ReasonValue[]): number | null {
  const causes = reasons.flatMap(({ protocol, cause }) =>
    protocol.toUpperCase() === 'Q.850' && cause !== null ? [cause] : [],
  );
  return causes.find((cause) => !silentCauses.has(cause)) ?? causes[0] ?? null;
}

/** Normal clearing; normal, unspecified; interworking. */
export const silentCauses: ReadonlySet<number> = new Set([16, 31, 127]);

function reasonValue(protocol: string, parameters: readonly string[]): ReasonValue {
  let cause: number | null = null;
  let text: string | undefined;
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    const name = parameter.slice(0, Math.max(0, equals)).trim().toLowerCase();
    const content = unquote(parameter.slice(equals + 1).trim());
    if (name === 'cause' && /^\d{1,4}$/.test(content)) cause ??= Number(content);
    if (name === 'text') text ??= content;
  }
  return text === undefined ? { protocol, cause } : { protocol, cause, text };
}

/** RFC 3261 section 25.1: inside a quoted string a backslash takes the next character as it is. */
function unquote(content: string): string {
  if (content.length < 2 || !content.startsWith('"') || !content.endsWith('"')) return content;
  return content.slice(1, -1).replace(/\\(.)/gs, '$1');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (isQuoted && letter === '\\') index++;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
