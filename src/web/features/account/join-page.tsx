import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import { useSetMe } from '../../api/queries.ts';
import { homeOf } from '../../api/who-may.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { ArriveForm } from './arrive-form.tsx';
import { ArrivePage } from './arrive-page.tsx';

interface Invitation {
  readonly name: string;
  readonly campaign: string;
  readonly unit: string;
}

/** By a personal link: who invites to what, and how one wants to be called. */
export function JoinPage() {
  const { client } = useApp();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: (): Promise<Invitation> => client.call('invitation', { body: { token } }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === '') return <DeadLink message={null} />;
  if (invitation.data !== undefined) return <Welcome token={token} invitation={invitation.data} />;
  if (!invitation.isError) return <Loading />;
  const { error } = invitation;
  const isRefused = error instanceof ServerError && error.status >= 400 && error.status < 500;
  return isRefused ? (
    <DeadLink message={error.message} />
  ) : (
    <ServerAway retry={() => void invitation.refetch()} />
  );
}

function Welcome({ token, invitation }: { readonly token: string; readonly invitation: Invitation }) {
  const { client, texts } = useApp();
  const setMe = useSetMe();
  const navigate = useNavigate();
  const [name, setName] = useState(invitation.name);
  const [problems, setProblems] = useState<{ readonly name?: string }>({});
  const join = useMutation({
    mutationFn: () => client.call('join', { body: { token, name: name.trim() } }),
    onSuccess: async (me) => {
      setMe(me);
      // In the demo an organiser comes by such a link, too.
      await navigate({ to: homeOf(me), replace: true });
    },
  });
  const submit = () => {
    const isMissing = name.trim() === '';
    setProblems(isMissing ? { name: texts.say('account.missing.name') } : {});
    if (!isMissing) join.mutate();
  };
  const { campaign, unit } = invitation;
  return (
    <ArrivePage>
      <Steps />
      <ArriveForm
        title={texts.say('account.join.title', { name: invitation.name })}
        lead={texts.say('account.join.lead', { campaign, unit })}
        action={texts.say('account.join.act')}
        isBusy={join.isPending}
        refusal={join.isError ? sayError(join.error, texts) : null}
        problems={problems}
        onSubmit={submit}
      >
        <Field
          label={texts.say('account.join.name')}
          isProposal
          hint={texts.say('account.join.name-hint')}
          autoComplete="given-name"
          maxLength={80}
          value={name}
          onChange={setName}
          error={problems.name}
        />
      </ArriveForm>
      <p className="soft small">{texts.say('account.join.promise')}</p>
    </ArrivePage>
  );
}

function Steps() {
  const texts = useTexts();
  return (
    <ol className="steps arrive__steps" aria-label={texts.say('account.join.steps')}>
      {(['name', 'ready', 'call'] as const).map((it, place) => (
        <li key={it} {...(place === 0 ? { 'data-state': 'here', 'aria-current': 'step' } : {})}>
          <span className="stop" />
          <b>{texts.say(`account.join.step.${it}`)}</b>
        </li>
      ))}
    </ol>
  );
}

function DeadLink({ message }: { readonly message: string | null }) {
  const texts = useTexts();
  return (
    <ArrivePage>
      <ErrorState
        title={texts.say('account.join.dead-title')}
        text={message === null || message === '' ? texts.say('account.join.dead') : message}
      />
    </ArrivePage>
  );
}

function ServerAway({ retry }: { readonly retry: () => void }) {
  const texts = useTexts();
  return (
    <ArrivePage>
      <ErrorState
        title={texts.say('web.error.server-away')}
        text={texts.say('web.error.server-away.hint')}
        action={{ label: texts.say('web.error.try-now'), onPress: retry }}
      />
    </ArrivePage>
  );
}
