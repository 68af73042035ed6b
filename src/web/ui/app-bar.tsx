import type { ReactNode } from 'react';
import { useTexts } from '../app-context.ts';
import { Link } from '../navigation.tsx';
import { Icon } from './icon.tsx';
import { ViewMenu } from './view-menu.tsx';
import { Glyph } from './wire.tsx';

/** What the small sign says: everything is with the server, on its way, or waits here for the connection. */
export type Saved =
  | { readonly kind: 'all' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'waiting'; readonly count: number };

/** The top of every page. `end` is for the call for help, which stands at the top right everywhere. */
export function AppBar(props: {
  readonly where?: string;
  readonly saved?: Saved;
  readonly nav?: ReactNode;
  readonly end?: ReactNode;
}) {
  const texts = useTexts();
  return (
    <>
      <a className="skip" href="#main">
        {texts.say('web.skip')}
      </a>
      <header className="appbar">
        <Link className="brand" to="/">
          <Glyph shape="talking" />
          <span className="brand__name">{texts.say('web.brand')}</span>
        </Link>
        {props.where && <span className="appbar__where">{props.where}</span>}
        {props.nav}
        <div className="appbar__end">
          {props.saved && <SavedSign saved={props.saved} />}
          <ViewMenu />
          {props.end}
        </div>
      </header>
    </>
  );
}

function SavedSign({ saved }: { readonly saved: Saved }) {
  const texts = useTexts();
  const isAll = saved.kind === 'all';
  return (
    <span className="saved">
      <Icon name={isAll ? 'check' : 'clock'} />
      {saved.kind === 'waiting' ? (
        texts.say('web.saved.waiting', { count: saved.count })
      ) : (
        <>
          <span className="at-wide">{texts.say(isAll ? 'web.saved.all' : 'web.saved.saving')}</span>
          <span className="at-narrow">
            {texts.say(isAll ? 'web.saved.all.short' : 'web.saved.saving.short')}
          </span>
        </>
      )}
    </span>
  );
}
