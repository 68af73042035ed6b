import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useInstallation, useSetMe } from '../../api/queries.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { navigate } from '../../navigation.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { sayError } from '../../ui/say-error.ts';
import { type Problems, setUpProblems } from './account-problems.ts';
import { ArriveForm } from './arrive-form.tsx';
import { ArrivePage } from './arrive-page.tsx';
import { PasswordField } from './password-field.tsx';

/** The first account, made once by who started the program: the code stands in the terminal and in the link. */
export function SetUpPage() {
  const installation = useInstallation();
  if (installation.data?.needsSetup === false) return <AllSetUp />;
  return (
    <ArrivePage>
      <SetUpForm />
    </ArrivePage>
  );
}

function SetUpForm() {
  const { client, texts } = useApp();
  const setMe = useSetMe();
  const [codeOfLink] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [values, setValues] = useState({ code: codeOfLink, name: '', login: '', password: '' });
  const [problems, setProblems] = useState<Problems<keyof typeof values>>({});
  const setUp = useMutation({
    mutationFn: () => {
      const { code, name, login, password } = values;
      return client.call('setUp', {
        body: { code: code.trim(), name: name.trim(), login: login.trim(), password },
      });
    },
    onSuccess: async (me) => {
      setMe(me);
      navigate({ to: '/' });
    },
  });
  const field = (key: keyof typeof values) => ({
    value: values[key],
    onChange: (value: string) => setValues({ ...values, [key]: value }),
    error: problems[key],
  });
  const submit = () => {
    const found = setUpProblems(values, texts);
    setProblems(found);
    if (Object.keys(found).length === 0) setUp.mutate();
  };
  return (
    <ArriveForm
      title={texts.say('account.set-up.title')}
      lead={texts.say('account.set-up.lead')}
      action={texts.say('account.set-up.act')}
      isBusy={setUp.isPending}
      refusal={setUp.isError ? sayError(setUp.error, texts) : null}
      problems={problems}
      onSubmit={submit}
    >
      {(codeOfLink === '' || setUp.isError) && (
        <Field
          label={texts.say('account.set-up.code')}
          hint={texts.say('account.set-up.code-hint')}
          autoComplete="off"
          maxLength={100}
          {...field('code')}
        />
      )}
      <Field
        label={texts.say('account.set-up.name')}
        hint={texts.say('account.set-up.name-hint')}
        autoComplete="name"
        maxLength={80}
        {...field('name')}
      />
      <Field
        label={texts.say('account.login')}
        hint={texts.say('account.set-up.login-hint')}
        name="username"
        autoComplete="username"
        maxLength={80}
        {...field('login')}
      />
      <PasswordField isNew {...field('password')} />
    </ArriveForm>
  );
}

function AllSetUp() {
  const texts = useTexts();
  return (
    <ArrivePage>
      <EmptyState
        level={1}
        title={texts.say('account.set-up.done-title')}
        text={texts.say('account.set-up.done')}
      >
        <LinkButton to="/anmelden" isMain>
          {texts.say('account.sign-in.act')}
        </LinkButton>
      </EmptyState>
    </ArrivePage>
  );
}
