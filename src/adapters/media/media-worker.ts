// The media thread: all sockets and all timers of the audio, so that no stall of the main thread is heard.
// Nothing but the lock is imported at first: what is loaded after it can open no file.
import { parentPort, workerData } from 'node:worker_threads';
import { forbidRecording } from './forbid-recording.ts';
import type { WorkerStart } from './relay-messages.ts';

if (parentPort === null) throw new Error('media-worker runs only as a worker thread');
forbidRecording();
const { runRelay } = await import('./run-relay.ts');
// The main thread starts this one with nothing else than a `WorkerStart`.
await runRelay(parentPort, workerData as WorkerStart);
