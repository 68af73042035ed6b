import { type ReactNode, useId } from 'react';
import { useMe, useSetMe } from '../../api/queries.ts';
import { type Theme, useApp } from '../../app-context.ts';
import { useVoice } from '../../audio/use-voice.ts';
import { navigate } from '../../navigation.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Seg } from '../../ui/seg.tsx';
import { playSign } from './play-sign.ts';
import './profile.css';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
const sizes = ['100', '125', '150'] as const;
/** Quiet beside a talk, and still heard. */
const FIRST_VOLUME = 0.4;

/** Language, look, sound, time and keys: what one sets once, for all one's devices but for the language and the look. */
export function ProfilePanel({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const app = useApp();
  const { texts, theme, settings, changeSettings } = app;
  const signOut = useSignOut();
  const me = useMe();
  return (
    <section className="menu audiomenu__in profile" aria-label={texts.say('web.menu')}>
      <Seg
        legend={texts.say('web.menu.language')}
        isLegendShown
        options={[
          { id: 'de', label: 'Deutsch' },
          { id: 'en', label: 'English' },
        ]}
        value={texts.locale}
        onChange={app.chooseLocale}
      />
      <Seg
        legend={texts.say('web.menu.theme')}
        isLegendShown
        options={themes.map((id) => ({ id, label: texts.say(`web.menu.theme.${id}`) }))}
        value={theme}
        onChange={app.chooseTheme}
      />
      <Seg
        legend={texts.say('everywhere.menu.size')}
        isLegendShown
        options={sizes.map((id) => ({ id, label: texts.say(`everywhere.menu.size.${id}`) }))}
        value={`${settings.textSize}`}
        onChange={(id) => changeSettings({ textSize: ({ '100': 100, '125': 125, '150': 150 } as const)[id] })}
      />
      <Part title={texts.say('everywhere.menu.time')}>
        <Switch
          label={texts.say('everywhere.menu.goes-on')}
          hint={texts.say('everywhere.menu.goes-on.hint')}
          isOn={settings.goesOnAlone}
          onChange={(goesOnAlone) => changeSettings({ goesOnAlone })}
        />
      </Part>
      <Signs />
      <CallSound />
      <Button kind="link" onPress={onShortcuts}>
        {texts.say('everywhere.keys')}
      </Button>
      {me.data && (
        <Part title={me.data.account.name}>
          <Button icon="leave" onPress={signOut}>
            {texts.say('web.menu.sign-out')}
          </Button>
        </Part>
      )}
    </section>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="profile__part">
      <legend className="label">{props.title}</legend>
      {props.children}
    </fieldset>
  );
}

/** Off or on, with what follows from it. */
export function Switch(props: {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const hint = useId();
  return (
    <div>
      <label className="profile__switch">
        <input
          type="checkbox"
          checked={props.isOn}
          aria-describedby={props.hint === undefined ? undefined : hint}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      {props.hint && (
        <p className="field__hint" id={hint}>
          {props.hint}
        </p>
      )}
    </div>
  );
}

/** Signs of the pages have a loudness of their own, apart from the call (WCAG 1.4.2). */
function Signs() {
  const { texts, settings, changeSettings } = useApp();
  const { signVolume } = settings;
  return (
    <Part title={texts.say('everywhere.menu.signs')}>
      <Switch
        label={texts.say('everywhere.menu.signs.on')}
        isOn={signVolume > 0}
        onChange={(isOn) => changeSettings({ signVolume: isOn ? FIRST_VOLUME : 0 })}
      />
      {signVolume > 0 && (
        <>
          <label className="volume">
            <span className="label">{texts.say('everywhere.menu.signs.volume')}</span>
            <input
              type="range"
              min={10}
              max={100}
              step={10}
              value={Math.round(signVolume * 100)}
              onChange={(event) => changeSettings({ signVolume: Number(event.target.value) / 100 })}
            />
          </label>
          <Button icon="sound" onPress={() => playSign('rings', { volume: signVolume })}>
            {texts.say('everywhere.menu.signs.try')}
          </Button>
        </>
      )}
    </Part>
  );
}

/** The call on one device, the screen reader on another: it would speak over the member (DOMAIN 9.1, 4.1.3). */
function CallSound() {
  const { texts, voice } = useApp();
  const { outputs, output, canChooseOutput, volume } = useVoice();
  const label = (name: string, place: number) =>
    name === '' ? texts.say('audio.menu.device', { number: place + 1 }) : name;
  const chosen = output ?? 'default';
  return (
    <Part title={texts.say('everywhere.menu.speech')}>
      <p>{texts.say('everywhere.menu.speech.lead')}</p>
      {!canChooseOutput && <p className="field__hint">{texts.say('everywhere.menu.speech.not-here')}</p>}
      {canChooseOutput && outputs.length < 2 && (
        <p className="field__hint">{texts.say('everywhere.menu.speech.later')}</p>
      )}
      {canChooseOutput && outputs.length > 1 && (
        <>
          <p className="field__hint">{texts.say('everywhere.menu.speech.how')}</p>
          <SelectField
            label={texts.say('everywhere.menu.speech.output')}
            options={outputs.map((it, place) => ({
              id: it.id,
              label:
                it.id === 'default' ? texts.say('everywhere.menu.speech.default') : label(it.label, place),
            }))}
            value={chosen}
            onChange={(id) => voice.chooseOutput(id)}
          />
          <Button icon="sound" onPress={() => playSign('rings', { volume, deviceId: output })}>
            {texts.say('everywhere.menu.speech.try')}
          </Button>
        </>
      )}
    </Part>
  );
}

function useSignOut(): () => void {
  const { client } = useApp();
  const setMe = useSetMe();
  return () =>
    void client
      .call('signOut')
      // Whether or not the server still knows the session, this browser is signed out.
      .catch(() => undefined)
      .then(() => {
        setMe(null);
        return navigate({ to: '/anmelden' });
      });
}
