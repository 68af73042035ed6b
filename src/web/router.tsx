import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  useParams,
  useRouterState,
} from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useMe } from './api/queries.ts';
import { homeOf, isFor } from './api/who-may.ts';
import { useTexts } from './app-context.ts';
import { type PageProps, type PageRoute, routes } from './routes.ts';
import { AppBar } from './ui/app-bar.tsx';
import { ErrorState } from './ui/error-state.tsx';
import { Loading } from './ui/loading.tsx';

/** One route for each row of the table; the table writes `:name`, the router `$name`. */
export function createPageRouter() {
  const root = createRootRoute({
    component: Outlet,
    notFoundComponent: NoSuchPage,
    errorComponent: BrokenPage,
  });
  const children = routes.map((row) =>
    createRoute({
      getParentRoute: () => root,
      path: row.path.replaceAll(':', '$'),
      // The router has the code before it shows the page: one that suspends would stay hidden for React's 300 ms.
      component: lazyRouteComponent(async () => ({ default: pageOf(row, await row.component()) })),
      errorComponent: BrokenPage,
    }),
  );
  return createRouter({ routeTree: root.addChildren(children), defaultPreload: false });
}

function pageOf(row: PageRoute, Component: ComponentType<PageProps>) {
  return function Page() {
    const texts = useTexts();
    const params: Record<string, string> = useParams({ strict: false });
    useEffect(() => {
      document.title = `${texts.say(row.titleId)} – ${texts.say('web.brand')}`;
    }, [texts]);
    return (
      <Guard row={row}>
        <Component params={params} />
      </Guard>
    );
  };
}

function Guard({ row, children }: { row: PageRoute; children: ReactNode }) {
  const me = useMe();
  const here = useRouterState({ select: ({ location }) => location.href });
  if (row.who === 'anybody') return children;
  if (me.data === undefined) return me.isError ? <ServerAway retry={me.refetch} /> : <Loading />;
  if (isFor(row.who, me.data)) return children;
  if (me.data === null) return <Navigate to="/anmelden" search={{ weiter: here }} replace />;
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
