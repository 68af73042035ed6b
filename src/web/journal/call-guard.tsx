import { useEffect } from 'react';
import { useTexts } from '../app-context.ts';
import { keepPageOffline, takeNewerPage } from './page-worker.ts';
import { useBackGuard } from './use-back-guard.ts';

/** Draws nothing: while a call is on, back does not leave it and no new version of the page takes over. */
export function CallGuard(props: {
  readonly isInCall: boolean;
  /** By an own phone one goes on without a line: then the page must open without one. */
  readonly isOwnPhone: boolean;
  readonly onBack: (words: string) => void;
}) {
  const texts = useTexts();
  const { isInCall, isOwnPhone } = props;
  useBackGuard(isInCall, () => props.onBack(texts.say('journal.back')));
  useEffect(() => {
    if (isOwnPhone) void keepPageOffline();
  }, [isOwnPhone]);
  useEffect(() => {
    if (!isInCall) void takeNewerPage();
  }, [isInCall]);
  return null;
}
