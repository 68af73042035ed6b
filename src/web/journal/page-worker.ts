/** Made by vite.config.ts of service-worker.ts; its file has no hash, so that the browser finds the next one there. */
const WORKER = '/service-worker.js';
const TAKE_OVER = 'take-over';

/** Lets the page open without a line. Where the browser has no service workers (no TLS, private windows) it stays as it is. */
export async function keepPageOffline(): Promise<void> {
  const workers = workersHere();
  if (workers === null) return;
  try {
    await workers.register(WORKER, { updateViaCache: 'none' });
  } catch {
    // The file is gone from the server or is broken: what an older one kept must not stay in the way.
    for (const it of await workers.getRegistrations()) await it.unregister();
  }
}

/** Between two calls a newer version may take the place of the one that served this page. */
export async function takeNewerPage(): Promise<void> {
  const registration = await workersHere()?.getRegistration();
  registration?.waiting?.postMessage(TAKE_OVER);
}

function workersHere(): ServiceWorkerContainer | null {
  return 'serviceWorker' in navigator && window.isSecureContext ? navigator.serviceWorker : null;
}
