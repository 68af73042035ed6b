import type { Page } from 'playwright-core';
import type { ServerState } from './server-state.ts';

/** One look of one page. */
export interface ScreenState {
  readonly name: string;
  /** With what stands behind the `#`. */
  readonly path: string;
  readonly server: ServerState;
  /** What shows that the page is there. */
  readonly waitFor: string;
  /** What the browser says when the page asks for the microphone; absent: yes. */
  readonly microphone?: 'denied';
  /** The page comes by a name without https, for which a browser does not give a microphone. */
  readonly isInsecure?: boolean;
  /** What somebody does until the page looks like this; `cut` takes the server away. */
  readonly act?: (page: Page, cut: () => void) => Promise<void>;
}
