import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import type { Pacing } from './pacing-words.ts';

const modes = ['preview', 'progressive', 'early', 'look-ahead'] as const;
type Mode = (typeof modes)[number];
/** As the contract asks for it. */
const SHORTEST_REASON = 10;

/** An organiser chooses how it calls; look-ahead needs an owner's word and a reason first. */
export function PacingDialog(props: {
  readonly campaign: string;
  readonly pacing: Pacing;
  readonly isOwner: boolean;
  readonly onClose: () => void;
}) {
  const { client } = useApp();
  const texts = useTexts();
  const { pacing, isOwner, onClose } = props;
  const params = { campaign: props.campaign };
  const wanted = modes.find((it) => it === pacing.wanted) ?? null;
  const [mode, setMode] = useState<Mode | null>(wanted);
  const choose = useMutation({
    mutationFn: (to: Mode) => client.call('choosePacing', { params, body: { mode: to } }),
    onSuccess: onClose,
  });
  const offered = modes.filter((it) => it !== 'look-ahead' || pacing.isAllowed);
  return (
    <SheetDialog title={texts.say('pacing.title')} onClose={onClose}>
      <div className="stack">
        <Choices
          legend={texts.say('pacing.title')}
          isLegendHidden
          isOneColumn
          options={offered.map((id) => ({
            id,
            label: texts.say(`pacing.mode.${id}`),
            why: texts.say(`pacing.means.${id}`),
          }))}
          value={mode}
          onChange={setMode}
        />
        {isOwner ? (
          <LookAheadPermission params={params} isAllowed={pacing.isAllowed} onDone={onClose} />
        ) : (
          !pacing.isAllowed && <p className="soft">{texts.say('pacing.allow.who')}</p>
        )}
        {choose.isError && <p role="alert">{sayError(choose.error, texts)}</p>}
      </div>
      <div className="dialog__acts">
        <Button
          kind="main"
          isBusy={choose.isPending}
          isDisabled={mode === null || mode === wanted}
          onPress={() => mode !== null && choose.mutate(mode)}
        >
          {texts.say('pacing.choose')}
        </Button>
        <Button onPress={onClose}>{texts.say('web.cancel')}</Button>
      </div>
    </SheetDialog>
  );
}

function LookAheadPermission(props: {
  readonly params: { readonly campaign: string };
  readonly isAllowed: boolean;
  readonly onDone: () => void;
}) {
  const { client } = useApp();
  const texts = useTexts();
  const { params, isAllowed, onDone } = props;
  const [reason, setReason] = useState('');
  const [isTooShort, setIsTooShort] = useState(false);
  const allow = useMutation({
    mutationFn: (why: string | null) => client.call('allowLookAhead', { params, body: { reason: why } }),
    onSuccess: onDone,
  });
  if (isAllowed)
    return (
      <Button kind="link" icon="cross" isBusy={allow.isPending} onPress={() => allow.mutate(null)}>
        {texts.say('pacing.allow.take-back')}
      </Button>
    );
  const press = () => {
    const written = reason.trim();
    setIsTooShort(written.length < SHORTEST_REASON);
    if (written.length >= SHORTEST_REASON) allow.mutate(written);
  };
  const problem = allow.isError ? sayError(allow.error, texts) : null;
  return (
    <details className="more">
      <summary>{texts.say('pacing.allow.title')}</summary>
      <div className="stack">
        <p>{texts.say('pacing.allow.text')}</p>
        <TextField
          label={texts.say('pacing.allow.reason')}
          value={reason}
          onChange={setReason}
          maxLength={300}
          error={isTooShort ? texts.say('pacing.allow.too-short') : problem}
        />
        <Button isBusy={allow.isPending} onPress={press}>
          {texts.say('pacing.allow.act')}
        </Button>
      </div>
    </details>
  );
}
