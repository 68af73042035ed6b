import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Debian's Chromium with nothing of its own going out; a fresh profile each time. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(
      `There is no ${CHROMIUM}. Install it: apt-get install chromium (scripts/install-tools.sh does)`,
    );
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // There is none: playing one takes longer than to draw.
      '--disable-gpu',
      // A microphone that beeps, and none of this machine.
      '--use-fake-device-for-media-stream',
      '--host-resolver-rules=MAP draht.test 127.0.0.1',
    ],
  });
}
