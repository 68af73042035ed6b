import { useEffect, useState } from 'react';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { movedTo, ownKey, refusalOf, type Shortcut, shortcuts } from '../../ui/shortcuts.ts';
import { boundKeys } from '../../ui/use-alt-keys.ts';
import { Switch } from './profile-panel.tsx';
import './profile.css';

/** The keys of the page one is on, and those of the others; each can be moved, all can be switched off. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { texts, settings, changeSettings } = useApp();
  // As the page was when somebody asked.
  const [here] = useState(boundKeys);
  const [moving, setMoving] = useState<Shortcut | null>(null);
  const [said, setSaid] = useState('');
  const list = (them: readonly Shortcut[]) => (
    <ul className="shortcuts">
      {them.map((it) => (
        <li key={it.key}>
          <span>{texts.say(it.says)}</span>
          <span className="key">Alt {ownKey(it.key, settings.keys)}</span>
          {moving === it ? (
            <KeyCatcher
              shortcut={it}
              onSay={setSaid}
              onDone={(words) => {
                setSaid(words);
                setMoving(null);
              }}
            />
          ) : (
            <button
              type="button"
              className="btn btn--link"
              aria-label={texts.say('everywhere.keys.change-for', { what: texts.say(it.says) })}
              onClick={() => {
                setSaid(texts.say('everywhere.keys.press'));
                setMoving(it);
              }}
            >
              {texts.say('everywhere.keys.change')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <SheetDialog title={texts.say('everywhere.keys')} onClose={onClose}>
      <p>{texts.say('everywhere.keys.lead')}</p>
      <p className="soft small">{texts.say('everywhere.keys.lead.writing')}</p>
      <Switch
        label={texts.say('everywhere.keys.on')}
        isOn={settings.hasShortcuts}
        onChange={(hasShortcuts) => changeSettings({ hasShortcuts })}
      />
      {settings.hasShortcuts && (
        <>
          <p className="shortcuts__said" role="status">
            {said}
          </p>
          <h3>{texts.say('everywhere.keys.here')}</h3>
          {here.size === 0 ? (
            <p>{texts.say('everywhere.keys.none-here')}</p>
          ) : (
            list(shortcuts.filter((it) => here.has(it.key)))
          )}
          <h3>{texts.say('everywhere.keys.elsewhere')}</h3>
          {list(shortcuts.filter((it) => !here.has(it.key)))}
          {Object.keys(settings.keys).length > 0 && (
            <Button
              icon="undo"
              onPress={() => {
                changeSettings({ keys: {} });
                setSaid('');
              }}
            >
              {texts.say('everywhere.keys.reset')}
            </Button>
          )}
        </>
      )}
      <div className="dialog__acts">
        <Button kind="main" onPress={onClose}>
          {texts.say('everywhere.close')}
        </Button>
      </div>
    </SheetDialog>
  );
}

/** Takes the next key that is pressed, alone or with Alt, and says why it may not be. */
function KeyCatcher(props: {
  readonly shortcut: Shortcut;
  readonly onSay: (words: string) => void;
  readonly onDone: (words: string) => void;
}) {
  const { texts, settings, changeSettings } = useApp();
  const { shortcut, onSay, onDone } = props;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (['Alt', 'Shift', 'Control', 'Meta', 'Tab'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') return onDone('');
      const key = keyOf(event);
      const refusal = refusalOf(shortcut, key, settings.keys);
      if (refusal !== null) {
        const what = refusal.why === 'taken' ? texts.say(refusal.by.says) : '';
        return onSay(texts.say(`everywhere.keys.refused.${refusal.why}`, { key, what }));
      }
      changeSettings({ keys: movedTo(shortcut, key, settings.keys) });
      onDone(texts.say('everywhere.keys.moved', { what: texts.say(shortcut.says), key }));
    };
    // Before everybody else: no shortcut does its work meanwhile, and Escape closes nothing.
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [shortcut, settings.keys, texts, changeSettings, onSay, onDone]);
  return <span className="shortcuts__wait">…</span>;
}

function keyOf(event: KeyboardEvent): string {
  if (/^[a-z0-9]$/i.test(event.key)) return event.key.toUpperCase();
  return /^(?:Digit|Key)([A-Z0-9])$/.exec(event.code)?.[1] ?? event.key;
}
