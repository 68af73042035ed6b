import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { plainWording } from '../../texts/wording.ts';
import { useInstallation, useMe } from '../api/queries.ts';
import { whole } from '../api/settings.ts';
import { useApp } from '../app-context.ts';
import { Button } from './button.tsx';
import { isWritten } from './shortcuts.ts';
import { useClosing } from './use-closing.ts';

// Seldom opened: not part of what is loaded first.
const ProfilePanel = lazy(async () => ({
  default: (await import('../features/profile/profile-panel.tsx')).ProfilePanel,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('../features/profile/shortcut-sheet.tsx')).ShortcutSheet,
}));

/** How the pages are for this person, in a part of the page itself: one touch must still end a call. */
export function ViewMenu() {
  const { texts, settings, takeSettings, takeWording } = useApp();
  const [isOpen, setOpen] = useState(false);
  const [hasSheet, setSheet] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const known = useMe().data?.settings;
  useEffect(() => {
    if (known !== undefined) takeSettings(whole(known));
  }, [known, takeSettings]);
  const installation = useInstallation().data;
  useEffect(() => {
    if (installation !== undefined) takeWording(installation.wording ?? plainWording);
  }, [installation, takeWording]);
  useClosing(here, isOpen, () => setOpen(false));
  const { hasShortcuts } = settings;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.repeat) return;
      if (!hasShortcuts || isWritten(event.target)) return;
      event.preventDefault();
      setSheet(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [hasShortcuts]);
  return (
    <div className="audiomenu" ref={here}>
      <Button kind="quiet" icon="menu" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <span className="at-desk">{texts.say('web.menu')}</span>
        <span className="vh at-hand">{texts.say('web.menu')}</span>
      </Button>
      <Suspense>
        {isOpen && (
          <ProfilePanel
            onShortcuts={() => {
              setOpen(false);
              setSheet(true);
            }}
          />
        )}
        {hasSheet && <ShortcutSheet onClose={() => setSheet(false)} />}
      </Suspense>
    </div>
  );
}
