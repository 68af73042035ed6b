// The only place where an error becomes an answer: its status, and its sentence in the language of the request.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Chance } from '../app/ports.ts';
import { AppError } from '../core/app-error.ts';
import type { ErrorAnswer } from '../protocol/contract.ts';
import { createTexts, type Locale, localeOf, type Texts } from '../texts/texts.ts';
import type { Wording } from '../texts/wording.ts';
import type { ServerLog } from './server-log.ts';

export interface Complaint {
  readonly status: number;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Says errors to whoever asked, and writes those that are ours into the log. */
export function createErrorHandler(parts: {
  log: ServerLog;
  chance: Chance;
  locale: Locale;
  wording: Wording | undefined;
}) {
  const texts = { de: createTexts('de', parts.wording), en: createTexts('en') };
  return function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const said = texts[languageOf(request, parts.locale)];
    const complaint = complaintOf(error, said) ?? bug(error, parts);
    if (complaint.status === 503) parts.log.error('server-database-away', error);
    if (complaint.code === 'error.sign-in.wait')
      void reply.header('retry-after', Number(complaint.values['minutes']) * 60);
    return reply.status(complaint.status).send(sentence(complaint, said));
  };
}

/** By the page's own header, else by what the browser prefers (RFC 9110 section 12.5.4: the first that we have). */
export function languageOf({ headers }: FastifyRequest, otherwise: Locale): Locale {
  const asked = headers['draht-lang'] ?? headers['accept-language'];
  const first = String(asked ?? '')
    .split(',')
    .map((it) => it.trim().toLowerCase())
    .find((it) => /^(de|en)\b/.test(it));
  return first === undefined ? otherwise : localeOf(first);
}

function sentence({ code, values }: Complaint, texts: Texts): ErrorAnswer {
  return { code, values: { ...values }, message: texts.sayAny(code, values) };
}

/** What a person or a program did wrong; null for what is a bug of ours. */
function complaintOf(error: unknown, texts: Texts): Complaint | null {
  if (error instanceof AppError) return appComplaint(error);
  if (hasZodFastifySchemaValidationErrors(error)) return fieldComplaint(error.validation, texts);
  return requestComplaint(error);
}

const statuses: Readonly<Record<string, number>> = {
  'error.sign-in.needed': 401,
  'error.sign-in.wrong': 401,
  'error.sign-in.wait': 429,
  'error.set-up.code': 403,
  'error.set-up.done': 409,
  'error.invitation.unknown': 404,
  'error.invitation.expired': 410,
  'error.invitation.used': 410,
  'error.pairing.unknown': 410,
  'error.phone.not-paired': 401,
  'error.campaign.unknown': 404,
  'error.campaign.unknown-key': 404,
  'error.campaign.none': 404,
  'error.server.no-route': 404,
  'error.server.other-origin': 403,
};

function appComplaint({ code, values }: AppError): Complaint {
  // The terminal's sentence speaks of commands, and its values of the machine.
  if (code.startsWith('error.store.')) return { status: 503, code: 'error.server.database-away', values: {} };
  // The keys that there are belong to other branches, perhaps.
  if (/^error\.campaign\.(unknown-key|none)$/.test(code))
    return { status: 404, code: 'error.campaign.unknown', values: {} };
  // What is left speaks of how things stand: the shift, the call, the campaign.
  const status = statuses[code] ?? (code.startsWith('error.access.') ? 403 : 409);
  return { status, code, values };
}

interface FieldProblem {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

function fieldComplaint([first]: readonly FieldProblem[], texts: Texts): Complaint {
  const field = first?.instancePath.slice(1).replaceAll('/', '.') || '?';
  const problem = first === undefined ? texts.say('server.problem.wrong') : sayProblem(first, texts);
  return { status: 400, code: 'error.server.field', values: { field, problem } };
}

function sayProblem({ keyword, params, message }: FieldProblem, texts: Texts): string {
  const { minimum, maximum } = params;
  if (keyword === 'too_small' && typeof minimum === 'number')
    return texts.say('server.problem.too-short', { least: minimum });
  if (keyword === 'too_big' && typeof maximum === 'number')
    return texts.say('server.problem.too-long', { most: maximum });
  // zod tells a missing field from one of the wrong type by these words alone.
  if (keyword === 'invalid_type' && /received undefined$/.test(message ?? ''))
    return texts.say('server.problem.missing');
  return texts.say('server.problem.wrong');
}

/** What the HTTP layer refuses before any route is asked. */
function requestComplaint(error: unknown): Complaint | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  switch (error.statusCode) {
    case 413:
      return { status: 413, code: 'error.server.too-large', values: {} };
    case 400:
    case 415:
      return { status: error.statusCode, code: 'error.server.not-json', values: {} };
    case 404:
      return { status: 404, code: 'error.server.no-route', values: {} };
    default:
      return null;
  }
}

/** The person is told a number under which the log has the error's class and place; nothing else of it goes out. */
function bug(error: unknown, { log, chance }: { log: ServerLog; chance: Chance }): Complaint {
  const id = chance.uuid().slice(0, 8);
  log.error(`server-bug ${id}`, error);
  return { status: 500, code: 'error.server.bug', values: { id } };
}
