import { useId, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** A password: pasted, filled in by a password manager, or shown while it is typed (WCAG 2.2, 3.3.8). */
export function PasswordField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew: boolean;
  readonly error: string | undefined;
}) {
  const texts = useTexts();
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const about = [props.isNew && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{texts.say('account.password')}</label>
      {props.isNew && (
        <p className="field__hint" id={`${id}-hint`}>
          {texts.say('account.password.hint')}
        </p>
      )}
      <input
        className="input"
        id={id}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete={props.isNew ? 'new-password' : 'current-password'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        maxLength={200}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={props.error === undefined ? undefined : true}
        aria-describedby={about === '' ? undefined : about}
      />
      {props.error !== undefined && (
        <p className="field__error" id={`${id}-error`}>
          <Icon name="warning" />
          <span>{props.error}</span>
        </p>
      )}
      <Button kind="link" onPress={() => setIsShown(!isShown)}>
        {texts.say(isShown ? 'account.password.hide' : 'account.password.show')}
      </Button>
    </div>
  );
}
