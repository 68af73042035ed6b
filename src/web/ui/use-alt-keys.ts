import { useEffect, useRef } from 'react';
import { useApp } from '../app-context.ts';
import { isWritten, meantKey, pressedKey } from './shortcuts.ts';

type Keys = Readonly<Record<string, () => void>>;

/** What each mounted part of the page has bound; the sheet of shortcuts shows these. */
const bound = new Set<{ current: Keys }>();

/** The keys that do something now, by what the program has them on. */
export function boundKeys(): ReadonlySet<string> {
  return new Set([...bound].flatMap(({ current }) => Object.keys(current)));
}

/**
 * Binds `Alt` with a digit or a letter (`{ '1': …, M: … }`, from shortcuts.ts) on the whole page, also while one types
 * where that takes no character away. A person may have moved a key or switched all of them off.
 */
export function useAltKeys(keys: Keys): void {
  const { settings } = useApp();
  const current = useRef(keys);
  const set = useRef(settings);
  useEffect(() => {
    current.current = keys;
    set.current = settings;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented || !set.current.hasShortcuts) return;
      const pressed = pressedKey(event, isWritten(event.target));
      const meant = pressed && meantKey(pressed, set.current.keys);
      const found = meant === null ? undefined : current.current[meant];
      if (found === undefined) return;
      event.preventDefault();
      found();
    };
    bound.add(current);
    document.addEventListener('keydown', press);
    return () => {
      bound.delete(current);
      document.removeEventListener('keydown', press);
    };
  }, []);
}
