import './own-phone.css';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { QrPicture } from './qr-picture.tsx';

/** The caller's own phone beside this page: a code to pair it, or that it is paired. */
export function PhonePairing({ view }: { readonly view: ShiftView }) {
  const { client, texts } = useApp();
  const [isShown, setShown] = useState(false);
  const unpair = useMutation({ mutationFn: () => client.call('unpairPhone') });
  return (
    <>
      {view.pairedPhone === 'paired' ? (
        <div className="paired">
          <p className="paired__sign">
            <Icon name="check" />
            <span>{texts.say('phone.own.paired')}</span>
          </p>
          <Button kind="link" isBusy={unpair.isPending} onPress={() => unpair.mutate()}>
            {texts.say('phone.own.unpair')}
          </Button>
          {unpair.isError && <p role="alert">{sayError(unpair.error, texts)}</p>}
        </div>
      ) : (
        <Button icon="qr" onPress={() => setShown(true)}>
          {texts.say('phone.own.show-code')}
        </Button>
      )}
      {isShown && <CodeDialog isPaired={view.pairedPhone === 'paired'} onClose={() => setShown(false)} />}
    </>
  );
}

/** The code, as long as it is worth something. */
function CodeDialog({ isPaired, onClose }: { readonly isPaired: boolean; readonly onClose: () => void }) {
  const { client, texts } = useApp();
  const { mutate, data, isError, error, submittedAt } = useMutation({
    mutationFn: () => client.call('pairPhone'),
  });
  useEffect(() => mutate(), [mutate]);
  const left = useSecondsLeft(data?.validForSeconds ?? 0, submittedAt);
  const isOver = data !== undefined && left === 0;
  return (
    <SheetDialog title={texts.say('phone.code.title')} onClose={onClose}>
      {isPaired ? (
        <p className="paired__sign" role="status">
          <Icon name="check" />
          <span>{texts.say('phone.code.done')}</span>
        </p>
      ) : (
        <>
          <Way />
          {isError && <p role="alert">{sayError(error, texts)}</p>}
          {!isError && data === undefined && <p className="soft">{texts.say('phone.code.loading')}</p>}
          {isOver && <p role="status">{texts.say('phone.code.over')}</p>}
          {data !== undefined && !isOver && (
            <>
              <QrPicture rows={data.qr} label={texts.say('phone.code.picture')} />
              <p className="num" role="timer" aria-label={texts.say('phone.code.left-label')}>
                {texts.say('phone.code.left', { time: clockWords(left) })}
              </p>
            </>
          )}
          <p className="soft small">{texts.say('phone.code.safe')}</p>
        </>
      )}
      <div className="row">
        {!isPaired && (isOver || isError) && (
          <Button kind="main" onPress={() => mutate()}>
            {texts.say('phone.own.new-code')}
          </Button>
        )}
        <Button kind={isPaired ? 'main' : 'plain'} onPress={onClose}>
          {texts.say('phone.close')}
        </Button>
      </div>
    </SheetDialog>
  );
}

/** What to do with the code; where the phone cannot come to this address, that instead. */
function Way() {
  const { texts } = useApp();
  const { hostname } = location;
  if (!isThisMachine(hostname)) return <p>{texts.say('phone.code.text')}</p>;
  return (
    <p className="paired__sign">
      <Icon name="warning" />
      <span>{texts.say('phone.code.this-machine', { host: hostname })}</span>
    </p>
  );
}

/** A name by which a machine reaches itself and nobody else (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3). */
function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

/** Counts down from when the code was asked for: the phone shall not be sent after it is over. */
function useSecondsLeft(seconds: number, since: number): number {
  const { clock } = useApp();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => clock.every(1_000, () => setNow(clock.now())), [clock]);
  return Math.max(0, Math.ceil(seconds - Math.max(0, now - since) / 1_000));
}

function clockWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
