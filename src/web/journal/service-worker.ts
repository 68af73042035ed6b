// Opens the page without a line: keeps the built files of one version and nothing else. What the API answers is never
// kept here; the person in hand stands sealed in the journal.
//
// To switch it off for good, deliver a build with DRAHT_NO_WORKER=1: a worker without files removes itself and all it kept.

/** Of the worker's own scope, which the types of a page do not have: what is used here. */
interface WorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', then: (event: LifeEvent) => void): void;
  addEventListener(kind: 'message', then: (event: MessageEvent) => void): void;
  addEventListener(kind: 'fetch', then: (event: PageRequest) => void): void;
}
interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface PageRequest {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Written in by the build (vite.config.ts): the version, and the paths of its files. */
declare const __WORKER_VERSION__: string;
declare const __WORKER_FILES__: readonly string[];

const worker = self as unknown as WorkerScope; // A service worker runs in no window.
const files: readonly string[] = __WORKER_FILES__;
const PREFIX = 'draht-page-';
const CACHE = `${PREFIX}${__WORKER_VERSION__}`;
const PAGE = '/index.html';
/** A line that says nothing for so long is none, in milliseconds. */
const PATIENCE = 4_000;

worker.addEventListener('install', (event) => {
  if (files.length === 0) return event.waitUntil(worker.skipWaiting());
  // All or nothing: one file that is missing, and this version is never used.
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...files])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

worker.addEventListener('message', ({ data }) => {
  // Said by a page between two calls.
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/api/') || files.length === 0) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (files.includes(pathname)) event.respondWith(file(request));
});

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && (name !== CACHE || files.length === 0)) await caches.delete(name);
  if (files.length === 0) await worker.registration.unregister();
  else await worker.clients.claim();
}

/** The server's page as long as it answers, so that a new version is there with the next load. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, { cacheName: CACHE });
  if (kept === undefined) return fetch(request);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: ending.signal });
    return answer.status >= 500 ? kept : answer;
  } catch {
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

/** Built files are named after their content: the kept one is the same. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
}
