import type { ComponentType } from 'react';
import type { MessageId } from '../texts/texts.ts';

/** Whom a page is for; whoever else comes is sent to sign in or to where they belong. The server asks again. */
export type Audience = 'anybody' | 'caller' | 'organiser';

/** `params` are the `:names` of the path. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

export interface PageRoute {
  readonly path: string;
  readonly name: string;
  readonly titleId: MessageId;
  readonly who: Audience;
  /** Loaded when somebody goes there: a caller's browser never fetches the organiser's pages. */
  readonly component: () => Promise<ComponentType<PageProps>>;
}

/** Every page there is. Router, guards, titles and the browser tests come from this table. */
export const routes = [
  {
    path: '/',
    name: 'home',
    titleId: 'web.title.home',
    who: 'anybody',
    component: async () => (await import('./features/account/home-page.tsx')).HomePage,
  },
  {
    path: '/anmelden',
    name: 'sign-in',
    titleId: 'web.title.sign-in',
    who: 'anybody',
    component: async () => (await import('./features/account/sign-in-page.tsx')).SignInPage,
  },
  {
    path: '/einrichten',
    name: 'set-up',
    titleId: 'web.title.set-up',
    who: 'anybody',
    component: async () => (await import('./features/account/set-up-page.tsx')).SetUpPage,
  },
  {
    path: '/beitreten',
    name: 'join',
    titleId: 'web.title.join',
    who: 'anybody',
    component: async () => (await import('./features/account/join-page.tsx')).JoinPage,
  },
  {
    path: '/telefon',
    name: 'phone',
    titleId: 'web.title.phone',
    who: 'anybody',
    component: async () => (await import('./features/phone/phone-page.tsx')).PhonePage,
  },
  {
    path: '/schicht',
    name: 'shift',
    titleId: 'web.title.shift',
    who: 'caller',
    component: async () => (await import('./features/call/shift-page.tsx')).ShiftPage,
  },
  {
    path: '/schichten',
    name: 'shifts',
    titleId: 'arrive.title.shifts',
    who: 'caller',
    component: async () => (await import('./features/arrive/shifts-page.tsx')).ShiftsPage,
  },
  {
    path: '/einsatz/:campaign',
    name: 'board',
    titleId: 'web.title.board',
    who: 'organiser',
    component: async () => (await import('./features/campaigns/board-page.tsx')).BoardPage,
  },
  {
    path: '/bericht/:campaign',
    name: 'report',
    titleId: 'web.title.report',
    who: 'organiser',
    component: async () => (await import('./features/reports/report-page.tsx')).ReportPage,
  },
] as const satisfies readonly PageRoute[];
