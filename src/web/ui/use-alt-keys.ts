import { useEffect, useRef } from 'react';

/**
 * Binds `Alt` with a digit or a letter (`{ '1': …, M: … }`) on the whole page, also while one types (WCAG 2.1.4: a
 * letter alone never does anything).
 */
export function useAltKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      // The key's place on the keyboard: Alt makes other characters of it on some systems.
      const found = current.current[event.code.replace(/^(Digit|Numpad|Key)/, '')];
      if (found === undefined) return;
      event.preventDefault();
      found();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
