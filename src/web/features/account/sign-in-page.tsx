import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useInstallation, useMe, useSetMe } from '../../api/queries.ts';
import { homeOf } from '../../api/who-may.ts';
import { useApp } from '../../app-context.ts';
import { Navigate, navigate, useQueryOfPage } from '../../navigation.tsx';
import { Field } from '../../ui/field.tsx';
import { sayError } from '../../ui/say-error.ts';
import { type Problems, safeGoal, signInProblems } from './account-problems.ts';
import { ArriveForm } from './arrive-form.tsx';
import { ArrivePage } from './arrive-page.tsx';
import { PasswordField } from './password-field.tsx';

/** For who runs a campaign; callers come by their link. */
export function SignInPage() {
  const { client, texts } = useApp();
  const me = useMe();
  const installation = useInstallation();
  const setMe = useSetMe();
  const weiter = useQueryOfPage().get('weiter');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<Problems<'login' | 'password'>>({});
  const signIn = useMutation({
    mutationFn: () => client.call('signIn', { body: { login: login.trim(), password } }),
    onSuccess: async (it) => {
      setMe(it);
      navigate({ to: safeGoal(weiter, homeOf(it)) });
    },
  });
  if (me.data) return <Navigate to={safeGoal(weiter, homeOf(me.data))} replace />;
  if (installation.data?.needsSetup) return <Navigate to="/einrichten" replace />;
  const submit = () => {
    const found = signInProblems({ login, password }, texts);
    setProblems(found);
    if (Object.keys(found).length === 0) signIn.mutate();
  };
  return (
    <ArrivePage>
      <ArriveForm
        title={texts.say('account.sign-in.title')}
        lead={texts.say('account.sign-in.lead')}
        action={texts.say('account.sign-in.act')}
        isBusy={signIn.isPending}
        refusal={signIn.isError ? sayError(signIn.error, texts) : null}
        problems={problems}
        onSubmit={submit}
      >
        <Field
          label={texts.say('account.login')}
          name="username"
          autoComplete="username"
          maxLength={80}
          value={login}
          onChange={setLogin}
          error={problems.login}
        />
        <PasswordField value={password} onChange={setPassword} isNew={false} error={problems.password} />
      </ArriveForm>
    </ArrivePage>
  );
}
