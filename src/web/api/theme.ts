import type { Theme } from '../app-context.ts';

const KEY = 'draht.theme';

export function chosenTheme(kept: Pick<Storage, 'getItem'>): Theme {
  const theme = kept.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Keeps the choice and shows it: `data-theme` on the root wins over the system's. */
export function applyTheme(kept: Pick<Storage, 'setItem'>, root: HTMLElement, theme: Theme): void {
  kept.setItem(KEY, theme);
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}
