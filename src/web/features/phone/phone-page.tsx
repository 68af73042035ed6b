import './phone.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PairedPhone } from './paired-phone.tsx';

/** A caller's own phone: takes the code that the laptop shows, and then rings whom the shift has on the line. */
export function PhonePage() {
  const { client, texts } = useApp();
  const code = useCode();
  const pairing = useQuery({
    queryKey: ['pairing', code],
    // The answer holds a number: it comes again by the live line, and is kept nowhere.
    queryFn: async () => {
      await client.call('takePairing', { body: { token: code } });
      return true;
    },
    enabled: code !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (code === '' || pairing.isSuccess) return <PairedPhone key={code} />;
  if (!pairing.isError)
    return (
      <PhoneFrame>
        <Loading />
      </PhoneFrame>
    );
  const { error } = pairing;
  const isRefused = error instanceof ServerError && error.status >= 400 && error.status < 500;
  return (
    <PhoneFrame>
      <main className="phone" id="main">
        {isRefused ? (
          <ErrorState title={texts.say('phone.dead.title')} text={error.message} />
        ) : (
          <ErrorState
            title={texts.say('web.error.server-away')}
            text={texts.say('web.error.server-away.hint')}
            action={{ label: texts.say('web.error.try-now'), onPress: () => void pairing.refetch() }}
          />
        )}
      </main>
    </PhoneFrame>
  );
}

export function PhoneFrame({ children }: { readonly children: ReactNode }) {
  const texts = useTexts();
  return (
    <div className="caller">
      <AppBar where={texts.say('web.title.phone')} />
      {children}
    </div>
  );
}

/** What stood behind the #, taken out of the address at once: neither history nor a second look has it. */
function useCode(): string {
  const [code, setCode] = useState(readCode);
  useEffect(() => {
    forgetCode();
    const scanned = () => {
      const another = readCode();
      if (another === '') return;
      setCode(another);
      forgetCode();
    };
    window.addEventListener('hashchange', scanned);
    return () => window.removeEventListener('hashchange', scanned);
  }, []);
  return code;
}

function readCode(): string {
  return decodeURIComponent(location.hash.slice(1));
}

function forgetCode(): void {
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
}
