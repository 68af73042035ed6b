import type { ProfileSettings } from '../../protocol/profile-contract.ts';

/** What a person has set, with nothing missing. */
export type Settings = { readonly [It in keyof ProfileSettings]-?: NonNullable<ProfileSettings[It]> };

const KEY = 'draht.settings';

/** As the program has it: nothing goes on by itself (WCAG 2.2.1; DOMAIN 9.1), and no signs sound. */
export const defaultSettings: Settings = {
  textSize: 100,
  signVolume: 0,
  goesOnAlone: false,
  hasShortcuts: true,
  keys: {},
};

/** What this browser knows of the last person who used it: the text has its size before anybody is asked. */
export function keptSettings(kept: Pick<Storage, 'getItem'>): Settings {
  try {
    const parsed: unknown = JSON.parse(kept.getItem(KEY) ?? '{}');
    return whole(typeof parsed === 'object' && parsed !== null ? parsed : {});
  } catch {
    // Somebody has written there by hand.
    return defaultSettings;
  }
}

export function keepSettings(kept: Pick<Storage, 'setItem'>, settings: Settings): void {
  kept.setItem(KEY, JSON.stringify(settings));
}

/** What the server sent, which lets nothing out that is none. */
export function whole(settings: ProfileSettings): Settings {
  return {
    textSize: settings.textSize ?? defaultSettings.textSize,
    signVolume: settings.signVolume ?? defaultSettings.signVolume,
    goesOnAlone: settings.goesOnAlone ?? defaultSettings.goesOnAlone,
    hasShortcuts: settings.hasShortcuts ?? defaultSettings.hasShortcuts,
    keys: settings.keys ?? defaultSettings.keys,
  };
}

/** `data-text-size` on the root: base.css makes 100, 125 or 150 % of it. */
export function applyTextSize(root: HTMLElement, { textSize }: Pick<Settings, 'textSize'>): void {
  if (textSize === 100) root.removeAttribute('data-text-size');
  else root.setAttribute('data-text-size', String(textSize));
}
