import { type PageRoute, routes } from '../../routes.ts';

const page = (routes as readonly PageRoute[]).find(({ path }) => /^\/uebung(\/:campaign)?$/.test(path));

/** Whether there is a page to practise on. */
export const PRACTICE = page !== undefined;

export function practicePath(campaignKey: string): string {
  return (page?.path ?? '/').replace(':campaign', encodeURIComponent(campaignKey));
}
