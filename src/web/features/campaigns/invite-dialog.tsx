import '../call/own-phone.css';
import './invite.css';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Answer } from '../../../protocol/contract.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { QrPicture } from '../call/qr-picture.tsx';

/**
 * One more caller, also at the door: a name, then a picture that the volunteer's own phone reads. Who stands there is
 * seen by the organiser, who says the name: that is the confirmation (ASKS 55). Shown this once.
 */
export function InviteDialog({
  campaign,
  onClose,
}: {
  readonly campaign: string;
  readonly onClose: () => void;
}) {
  const { client } = useApp();
  const texts = useTexts();
  const [name, setName] = useState('');
  const [isNameMissing, setIsNameMissing] = useState(false);
  const invite = useMutation({
    mutationFn: (wanted: string) => client.call('invite', { params: { campaign }, body: { name: wanted } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    setIsNameMissing(wanted === '');
    if (wanted !== '' && !invite.isPending) invite.mutate(wanted);
  };
  const again = () => {
    setName('');
    invite.reset();
  };
  if (invite.data !== undefined)
    return (
      <SheetDialog title={texts.say('board.invite.ready', { name: invite.data.name })} onClose={onClose}>
        <PersonalLink {...invite.data} />
        <div className="dialog__acts">
          <Button onPress={again}>{texts.say('board.invite.more')}</Button>
          <Button kind="quiet" onPress={onClose}>
            {texts.say('board.close')}
          </Button>
        </div>
      </SheetDialog>
    );
  const problem = invite.isError ? sayError(invite.error, texts) : null;
  return (
    <SheetDialog title={texts.say('board.invite.title')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{texts.say('board.invite.hint')}</p>
        <Field
          label={texts.say('board.invite.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          error={isNameMissing ? texts.say('board.invite.name-missing') : problem}
        />
        <div className="dialog__acts">
          <Button kind="main" type="submit" isBusy={invite.isPending}>
            {texts.say('board.invite.make')}
          </Button>
          <Button onPress={onClose}>{texts.say('web.cancel')}</Button>
        </div>
      </form>
    </SheetDialog>
  );
}

function PersonalLink({ token, name, qr }: Answer<'invite'>) {
  const texts = useTexts();
  const [isCopied, setIsCopied] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  // The token stands behind the #: no server, proxy or log on the way ever sees it.
  const link = `${location.origin}/beitreten#${token}`;
  const copy = async () => {
    box.current?.select();
    // Without a secure connection browsers have no clipboard: the link is marked, ready for the copy key.
    await navigator.clipboard?.writeText(link).then(
      () => setIsCopied(true),
      () => undefined,
    );
  };
  return (
    <div className="door">
      <p>{texts.say('arrive.invite.scan', { name })}</p>
      <QrPicture rows={qr} label={texts.say('arrive.invite.qr')} />
      <details className="more">
        <summary>{texts.say('arrive.invite.link')}</summary>
        <div className="stack">
          <p>{texts.say('board.invite.once')}</p>
          <input
            ref={box}
            className="input"
            readOnly
            value={link}
            aria-label={texts.say('board.invite.link')}
            onFocus={(event) => event.target.select()}
          />
          <div className="row">
            <Button icon="copy" onPress={() => void copy()}>
              {texts.say('board.invite.copy')}
            </Button>
            <span className="saved" role="status">
              {isCopied && (
                <>
                  <Icon name="check" />
                  {texts.say('board.invite.copied')}
                </>
              )}
            </span>
          </div>
        </div>
      </details>
    </div>
  );
}
