import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { contract, type ErrorAnswer, type Route, type RouteName } from '../../src/protocol/contract.ts';
import { hello, type LiveEvent, PROTOCOL_VERSION, type ServerMessage } from '../../src/protocol/live.ts';
import { pageLinks } from '../../src/server/page-links.ts';
import { securityHeaders } from '../../src/server/security-headers.ts';
import { createTexts, localeOf } from '../../src/texts/texts.ts';
import { answerVoice } from './answer-voice.ts';
import type { ServerState } from './server-state.ts';

export interface FixtureServer {
  readonly url: string;
  /** The server goes away for whoever came with that cookie: connections close, no request is answered. */
  cut(lane: string): void;
  /** The state that `lane` (the value of its cookie `lane`) sees from now on. */
  show(lane: string, state: ServerState): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/** A page without anything: between two states, in place of `about:blank`, which costs a new process each time. */
export const NOTHING = '/nothing.txt';

/** As the real server sends them. */
const headers = securityHeaders({ isSecure: false });

/** Speaks the contract's HTTP and WebSocket with made-up states, each page's own, chosen by the cookie `lane`. */
export async function startFixtureServer(webFolder: string): Promise<FixtureServer> {
  const states = new Map<string, ServerState>();
  const links = pageLinks(webFolder);
  const away = new Set<string>();
  /** By lane: of the state that its page shows now. */
  const offersTaken = new Map<string, { count: number }>();
  const sockets = new Set<{ lane: string; socket: WebSocket }>();
  const server = createServer((request, response) => {
    const lane = laneOf(request);
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (away.has(lane)) request.socket.destroy();
    else if (path === NOTHING) response.writeHead(200, { 'content-type': 'text/plain' }).end('nothing');
    else if (path.startsWith('/api/')) answerApi(states.get(lane), request, response);
    else
      answerFile(webFolder, path, {
        request,
        response,
        link: links(path, request.headers['accept-language']),
      });
  });
  const live = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const lane = laneOf(request);
    const state = states.get(lane);
    if (away.has(lane) || state === undefined || state.live === 'refused') {
      socket.destroy();
      return;
    }
    const isVoice = request.url === '/api/voice';
    if (isVoice && state.voice === undefined) {
      socket.destroy();
      return;
    }
    live.handleUpgrade(request, socket, head, (it) => {
      const entry = { lane, socket: it };
      sockets.add(entry);
      it.on('close', () => sockets.delete(entry));
      if (isVoice && state.voice !== undefined) {
        const taken = offersTaken.get(lane) ?? { count: 0 };
        offersTaken.set(lane, taken);
        answerVoice(it, state.voice, taken);
        return;
      }
      it.once('message', (data) => greet(it, String(data), state));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on TCP has a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    show(lane, state) {
      away.delete(lane);
      offersTaken.delete(lane);
      states.set(lane, state);
    },
    cut(lane) {
      away.add(lane);
      for (const it of sockets) if (it.lane === lane) it.socket.terminate();
      server.closeIdleConnections();
    },
    async close() {
      for (const { socket } of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function laneOf({ headers }: IncomingMessage): string {
  return /(?:^|; )lane=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
}

function greet(socket: WebSocket, text: string, state: ServerState): void {
  const asked = hello.parse(JSON.parse(text));
  const event = state.live === 'refused' ? null : state.live(asked.topic);
  const send = (message: ServerMessage) => socket.send(JSON.stringify(message));
  send({
    ...{ type: 'welcome', protocol: PROTOCOL_VERSION, stream: 'fixture', seq: 1, isComplete: false },
    ...{ now: state.now, speed: 1 },
  });
  if (event !== null) send({ type: 'event', seq: 1, event: event satisfies LiveEvent });
}

function answerApi(state: ServerState | undefined, request: IncomingMessage, response: ServerResponse): void {
  const name = routeOf(request);
  const answer = name === null ? undefined : answerOf(name, state);
  if (answer === 'never') return;
  if (answer === 'away') request.socket.destroy();
  else if (answer === undefined) refuse(request, response, { status: 404, code: 'error.server.no-route' });
  else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
  else if (isRefusal(answer)) refuse(request, response, answer);
  else send(response, 200, answer);
}

/** As the real server does it, whoever is signed in is told with the installation. */
function answerOf(name: RouteName, state: ServerState | undefined) {
  const { installation, me, ...others } = state?.answers ?? {};
  if (name === 'me') return me;
  if (name !== 'installation') return others[name];
  const isKnown = typeof installation === 'object' && 'isSignedIn' in installation && installation.isSignedIn;
  return isKnown && typeof me === 'object' && !isRefusal(me) ? { ...installation, me } : installation;
}

type Refusal = { readonly status: number; readonly code: string };

function isRefusal(answer: object): answer is Refusal {
  return 'status' in answer && 'code' in answer;
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, code }: Refusal): void {
  const message = createTexts(localeOf(String(request.headers['draht-lang']))).sayAny(code);
  send(response, status, { code, values: {}, message } satisfies ErrorAnswer);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function routeOf({ method, url }: IncomingMessage): RouteName | null {
  const path = new URL(url ?? '/', 'http://x').pathname;
  const found = (Object.entries(contract) as [RouteName, Route][]).find(
    ([, route]) =>
      route.method === method && new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  );
  return found?.[0] ?? null;
}

function answerFile(
  folder: string,
  path: string,
  {
    request,
    response,
    link,
  }: { request: IncomingMessage; response: ServerResponse; link: string | undefined },
): void {
  // Any path that is no file is a page: the browser's own router knows it.
  const file = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
  // Compressed as the build has it, as the real server sends it.
  const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding']));
  const packed = takesBrotli ? readOrNull(join(folder, `${file}.br`)) : null;
  const body = packed ?? readOrNull(join(folder, file));
  if (body === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'cache-control': file === 'index.html' ? 'no-cache' : 'public, max-age=3600, immutable',
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    ...(packed === null ? {} : { 'content-encoding': 'br' }),
    ...(link === undefined ? {} : { link }),
  });
  response.end(body);
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null; // A file that the page asks for and that is not there is a finding of the test.
  }
}
