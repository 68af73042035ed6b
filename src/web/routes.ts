import type { ComponentType } from 'react';
import type { MessageId } from '../texts/texts.ts';
import type { TextPart } from './api/locale.ts';

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
  /** Texts that the page needs besides those of a caller's pages. */
  readonly texts?: TextPart;
  /** Loaded when somebody goes there: a caller's browser never fetches the organiser's pages. */
  readonly component: () => Promise<ComponentType<PageProps>>;
}

/** Every page there is. Router (`findRoute`), guards, titles and the browser tests come from this table. */
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
    path: '/uebung',
    name: 'practice',
    titleId: 'practice-web.title.start',
    who: 'caller',
    texts: 'practice',
    component: async () => (await import('./features/practice/practice-page.tsx')).PracticePage,
  },
  {
    path: '/uebung/allein',
    name: 'practice-alone',
    titleId: 'practice-web.title.alone',
    who: 'caller',
    texts: 'practice',
    component: async () => (await import('./features/practice/alone-page.tsx')).AlonePage,
  },
  {
    path: '/uebung/runde',
    name: 'practice-together',
    titleId: 'practice-web.title.together',
    who: 'caller',
    texts: 'practice',
    component: async () => (await import('./features/practice/together-page.tsx')).TogetherPage,
  },
  {
    path: '/einsatz/:campaign',
    name: 'board',
    titleId: 'web.title.board',
    who: 'organiser',
    texts: 'organiser',
    component: async () => (await import('./features/campaigns/board-page.tsx')).BoardPage,
  },
  {
    path: '/bericht/:campaign',
    name: 'report',
    titleId: 'web.title.report',
    who: 'organiser',
    texts: 'organiser',
    component: async () => (await import('./features/reports/report-page.tsx')).ReportPage,
  },
] as const satisfies readonly PageRoute[];
