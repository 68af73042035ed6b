/** Why there is no microphone; what to do depends on it. */
export type MicrophoneProblem = 'not-secure' | 'denied' | 'no-device' | 'in-use' | 'failed';

/** @param error What getUserMedia threw (Media Capture and Streams, section 10.3.1). */
export function microphoneProblem(error: unknown): MicrophoneProblem {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'failed';
  }
}

/** Whose settings have to be opened; each has them elsewhere. */
export type BrowserKind = 'chromium' | 'firefox' | 'safari' | 'other';

export function browserKind(userAgent: string): BrowserKind {
  if (/Firefox\/|FxiOS\//.test(userAgent)) return 'firefox';
  if (/Chrom(?:e|ium)\/|CriOS\/|Edg\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
}
