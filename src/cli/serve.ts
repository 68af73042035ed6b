import type { Texts } from '../texts/texts.ts';
import type { Terminal } from './terminal.ts';

export interface ServeRequest {
  readonly data: string | undefined;
  /** Instead of the environment's. */
  readonly port: number | undefined;
  /** Without the pages: `npm run dev` has them from Vite. */
  readonly isApiOnly: boolean;
}

/** What the operator reads while the server runs. */
export interface ServeScreen {
  say(textId: string, values: Record<string, string | number>): void;
  buildingPages(): void;
  /** @param place `setUpLink` null when somebody can sign in; `openTo` the host others reach it by, null on loopback. */
  listening(place: { url: string; setUpLink: string | null; openTo: string | null; hasTrunk: boolean }): void;
  /** What the trunk answered to a first question; null: nothing. */
  trunk(sipStatus: number | null): void;
  stopped(): void;
}

export function serveScreen(texts: Texts, terminal: Terminal): ServeScreen {
  return {
    say: (textId, values) => terminal.print(texts.sayAny(textId, values)),
    buildingPages: () => terminal.print(texts.say('serve.building-pages')),
    listening({ url, setUpLink, openTo, hasTrunk }) {
      terminal.print(texts.say('serve.listening', { url }));
      if (setUpLink !== null) terminal.print(texts.say('serve.set-up', { link: setUpLink }));
      if (openTo !== null) terminal.print(texts.say('serve.open-to-others', { host: openTo }));
      if (!hasTrunk) terminal.print(texts.say('serve.no-trunk'));
      terminal.print(texts.say('serve.how-to-stop'));
    },
    trunk(sipStatus) {
      if (sipStatus === null) terminal.print(texts.say('serve.trunk-silent'));
      else terminal.print(texts.say('serve.trunk-answers', { status: sipStatus }));
    },
    stopped: () => terminal.print(texts.say('serve.stopped')),
  };
}
