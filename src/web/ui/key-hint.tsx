import { useApp } from '../app-context.ts';
import { ownKey } from './shortcuts.ts';

/** The key beside what it does, as this person has it. */
export function KeyHint({ altKey }: { readonly altKey: string }) {
  const { settings } = useApp();
  if (!settings.hasShortcuts) return null;
  return <span className="key">Alt {ownKey(altKey, settings.keys)}</span>;
}
