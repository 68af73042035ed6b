// Where the browser is, and the ways to another page of ours. The history of the browser is the only state.
import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useSyncExternalStore } from 'react';

/** Path and query of the page: `/anmelden?weiter=%2Fschicht`. */
export function useHere(): string {
  return useSyncExternalStore(subscribe, here);
}

/** The query of the page. */
export function useQueryOfPage(): URLSearchParams {
  return new URLSearchParams(useHere().split('?')[1] ?? '');
}

interface Goal {
  /** A path of ours, with its query. */
  readonly to: string;
  /** Nobody comes back to where they are now. */
  readonly replace?: boolean;
}

export function navigate({ to, replace = false }: Goal): void {
  if (to === here()) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  scrollTo(0, 0);
  for (const listener of listeners) listener();
}

/** Sends whoever sees it to another page. */
export function Navigate({ to, replace = false }: Goal) {
  useEffect(() => navigate({ to, replace }), [to, replace]);
  return null;
}

/** A way to another page; a new tab and a copied address work as with every link. */
export function Link({
  to,
  ...more
}: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'>) {
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate({ to });
  };
  return <a {...more} href={to} onClick={go} />;
}

const listeners = new Set<() => void>();

function here(): string {
  return location.pathname + location.search;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}
