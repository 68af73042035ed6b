import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { addTexts } from './api/locale.ts';
import { useMe } from './api/queries.ts';
import { homeOf, isFor } from './api/who-may.ts';
import { useTexts } from './app-context.ts';
import { type FoundRoute, findRoute } from './find-route.ts';
import { Navigate, useHere } from './navigation.tsx';
import type { PageProps, PageRoute } from './routes.ts';
import { AppBar } from './ui/app-bar.tsx';
import { ErrorState } from './ui/error-state.tsx';
import { Loading } from './ui/loading.tsx';

interface OpenPage extends FoundRoute {
  readonly path: string;
  readonly Page: ComponentType<PageProps>;
}

/** The page of the address. The one before stays until the next one's code and texts are here. */
export function Pages() {
  const texts = useTexts();
  const path = useHere().split('?')[0] ?? '/';
  const [open, setOpen] = useState<OpenPage | null>(null);
  const [brokenAt, setBrokenAt] = useState<string | null>(null);
  const found = findRoute(path);
  useEffect(() => {
    const next = findRoute(path);
    if (next === null) return;
    let isLeft = false;
    const parts = next.row.texts === undefined ? null : addTexts(texts, next.row.texts);
    Promise.all([next.row.component(), parts]).then(
      ([Page]) => isLeft || setOpen({ ...next, path, Page }),
      () => isLeft || setBrokenAt(path),
    );
    return () => {
      isLeft = true;
    };
  }, [path, texts]);
  useEffect(() => {
    if (open !== null) document.title = `${texts.say(open.row.titleId)} – ${texts.say('web.brand')}`;
  }, [open, texts]);
  if (found === null) return <NoSuchPage />;
  if (brokenAt === path) return <BrokenPage />;
  if (open === null) return null;
  return (
    <Boundary key={open.path}>
      <Guard row={open.row}>
        <open.Page params={open.params} />
      </Guard>
    </Boundary>
  );
}

/** React knows no other way to catch what a page throws while it is drawn. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function Guard({ row, children }: { row: PageRoute; children: ReactNode }) {
  const me = useMe();
  const here = useHere();
  if (row.who === 'anybody') return children;
  if (me.data === undefined) return me.isError ? <ServerAway retry={me.refetch} /> : <Loading />;
  if (isFor(row.who, me.data)) return children;
  if (me.data === null) return <Navigate to={`/anmelden?weiter=${encodeURIComponent(here)}`} replace />;
  return <Navigate to={homeOf(me.data)} replace />;
}

function ServerAway({ retry }: { retry: () => unknown }) {
  const texts = useTexts();
  return (
    <>
      <AppBar />
      <main className="wait" id="main">
        <ErrorState
          title={texts.say('web.error.server-away')}
          text={texts.say('web.error.server-away.hint')}
          action={{ label: texts.say('web.error.try-now'), onPress: () => void retry() }}
        />
      </main>
    </>
  );
}

function BrokenPage() {
  const texts = useTexts();
  return (
    <>
      <AppBar />
      <main className="wait" id="main">
        <ErrorState
          title={texts.say('web.error.broken')}
          text={texts.say('web.error.broken.hint')}
          action={{ label: texts.say('web.error.reload'), onPress: () => location.reload() }}
        />
      </main>
    </>
  );
}

function NoSuchPage() {
  const texts = useTexts();
  return (
    <>
      <AppBar />
      <main className="wait" id="main">
        <ErrorState
          title={texts.say('web.error.no-page')}
          text={texts.say('web.error.no-page.hint')}
          action={{ label: texts.say('web.error.go-home'), onPress: () => location.assign('/') }}
        />
      </main>
    </>
  );
}
