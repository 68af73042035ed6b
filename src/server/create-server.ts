import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { PhoneSession } from '../app/paired-phones.ts';
import type { Chance, Clock } from '../app/ports.ts';
import type { Session } from '../app/sign-in.ts';
import { contract, errorAnswer, type Policy, type Route, type RouteName } from '../protocol/contract.ts';
import { authorise } from './authorise.ts';
import { createErrorHandler } from './errors.ts';
import type { Asked, Handlers, Rooms } from './handlers.ts';
import { liveRoute } from './live.ts';
import type { LiveHub } from './live-hub.ts';
import { accountHandlers } from './routes/account.ts';
import { arrivalHandlers } from './routes/arrival.ts';
import { callerHandlers } from './routes/caller.ts';
import { journalHandlers } from './routes/journal.ts';
import { organiserHandlers } from './routes/organiser.ts';
import { outcomeHandlers } from './routes/outcome.ts';
import { phoneHandlers } from './routes/phone.ts';
import { practiceHandlers } from './routes/practice.ts';
import { profileHandlers } from './routes/profile.ts';
import { demandSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServerLog } from './server-log.ts';
import { createPhoneCookie, createSessionCookie } from './session-cookie.ts';
import { voiceRoute } from './voice.ts';
import { serveWebApp } from './web-app.ts';

export interface ServerParts extends Rooms {
  readonly hub: LiveHub;
  /** The wall's clock: cookies, waits, signs of life. */
  readonly wallClock: Clock;
  readonly chance: Chance;
  readonly log: ServerLog;
  /** Where the browser's program was built; null: there are only the routes. */
  readonly webFolder: string | null;
  /** By which people reach the server when something stands before it; `https:` makes cookies secure. */
  readonly publicUrl: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose session the request's cookie is; null for nobody's. */
    visitor: Session | null;
    /** The shift's phone by its own cookie; null where there is none. */
    phone: PhoneSession | null;
  }
}

/** The description of a browser's audio with all its candidates is some ten thousand letters. */
const MOST_MESSAGE_BYTES = 32 * 1024;
/** A long note and all answers of a guide are some ten thousand letters. */
const BODY_LIMIT = 100 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/** The server: each route of the contract, the live connection, and the browser's program. Who calls it listens. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const isSecure = parts.publicUrl?.startsWith('https:') ?? false;
  const answerError = createErrorHandler({
    ...parts,
    locale: parts.about.locale,
    wording: parts.about.wording,
  });
  const app = Fastify({
    logger: false, // Addresses hold ids and reasons: `logRequests` writes what may be written.
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // Whom a proxy on this machine names is believed, nobody else.
    trustProxy: parts.publicUrl === null ? false : 'loopback',
    frameworkErrors: answerError,
  });
  app.removeContentTypeParser('text/plain'); // A form of another site could send it.
  app.setErrorHandler(answerError);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('visitor', null);
  app.decorateRequest('phone', null);
  const headers = securityHeaders({ isSecure });
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  logRequests(app, parts.log);
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: MOST_MESSAGE_BYTES } });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Heißer Draht', version: parts.about.version } },
    transform: jsonSchemaTransform,
  });
  await app.register(async (api) => addRoutes(api, parts, isSecure));
  await serveWebApp(app, parts.webFolder);
  return app;
}

function addRoutes(app: FastifyInstance, parts: ServerParts, isSecure: boolean): void {
  const now = () => parts.wallClock.now();
  const sessions = createSessionCookie({ isSecure, now });
  const phones = createPhoneCookie({ isSecure, now });
  const handlers: Handlers = {
    ...accountHandlers(parts),
    ...arrivalHandlers(parts),
    ...callerHandlers(parts),
    ...journalHandlers(parts),
    ...organiserHandlers(parts),
    ...outcomeHandlers(parts),
    ...phoneHandlers(parts),
    ...practiceHandlers(parts),
    ...profileHandlers(parts),
  };
  app.addHook('onRequest', async (request) => {
    const token = sessions.read(request);
    request.visitor = token === null ? null : await parts.signIn.session(token);
    const phoneToken = phones.read(request);
    request.phone = phoneToken === null ? null : await parts.phones.session(phoneToken);
  });
  const live = liveRoute(app, parts, { signIn: sessions.read, phone: phones.read });
  const voice = voiceRoute(app, parts, sessions.read);
  for (const [name, route] of Object.entries<Route>(contract)) {
    // One list of routes, each with its own types: here they meet again by name.
    const handler = handlers[name as RouteName] as (asked: Asked<RouteName>) => Promise<unknown>;
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(name, route),
      onRequest: async (request) => {
        if (route.method === 'POST') demandSameOrigin(request, parts.publicUrl);
        authorise(route.policy, request);
      },
      handler: async (request, reply) => {
        const answer = await handler(
          asked(request, route.policy, {
            origin:
              parts.publicUrl === null ? (request.headers.origin ?? '') : new URL(parts.publicUrl).origin,
            keepSession: (session) => sessions.write(reply, session),
            keepPhone: (session) => phones.write(reply, session),
          }),
        );
        if (route.file !== undefined) void reply.type(route.file).header('content-disposition', 'attachment');
        if (name === 'signOut' && request.visitor !== null)
          for (const it of [live, voice]) it.closeSession(request.visitor.tokenHash);
        return answer;
      },
    });
  }
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function schemaOf(name: string, { params, query, body, answer }: Route): Record<string, unknown> {
  return {
    operationId: name,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    // What the schema does not name does not leave the server.
    response: { 200: answer, '4xx': errorAnswer, '5xx': errorAnswer },
  };
}

function asked(
  request: FastifyRequest,
  policy: Policy,
  more: Pick<Asked<RouteName>, 'origin' | 'keepSession' | 'keepPhone'>,
): Asked<RouteName> {
  // The schemas of this very route have read them, and `authorise` has seen to the session.
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    session: policy === 'use-paired-phone' ? request.phone : request.visitor,
    address: request.ip,
    ...more,
  } as Asked<RouteName>;
}

const SLOW_MS = 1_000;

/** Method, pattern, status and time of what failed or was slow; what went well is not written. */
function logRequests(app: FastifyInstance, log: ServerLog): void {
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime);
    if (reply.statusCode < 400 && ms < SLOW_MS) return;
    const pattern = request.routeOptions.url ?? 'other';
    const method = ['GET', 'POST'].includes(request.method) ? request.method : 'other';
    log.info(`request ${method} ${pattern}`, { status: reply.statusCode, ms });
  });
}
