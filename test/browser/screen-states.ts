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
  /** What somebody does until the page looks like this; `cut` takes the server away. */
  readonly act?: (page: Page, cut: () => void) => Promise<void>;
}
