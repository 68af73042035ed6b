import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { useDesk } from './call-desk.ts';
import { NumberShown } from './number-shown.tsx';
import { linesOf } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

/** Telefonseelsorge: free of charge, day and night. */
const HELPLINES = ['0800 111 0 111', '0800 111 0 222'] as const;

/**
 * Grief or a crisis (DOMAIN L26): listen, name who can help, and go. Ending the call asks for no outcome; the organisers
 * learn that somebody needed help, and nothing of what was said.
 */
export function HelpCard({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const { guide, view, call, draft, change, callHelp, hangUp, save } = useDesk();
  const { helpContact } = guide;
  const end = () => {
    const message = draft.message ?? { kind: 'care' as const, text: '' };
    hangUp();
    // Told by the member or not, it is over: nobody is rung again for the campaign.
    save('conversation-partial', { message, isHard: true });
    onClose();
  };
  return (
    <SheetDialog title={texts.say('talk.help.title')} onClose={onClose}>
      <div className="helpcard stack wide">
        <p>{texts.say('talk.help.listen', { name: call.card.givenName })}</p>
        <WordsToSay lines={linesOf(texts.say('talk.help.say'), {})} />
        <ul className="helpcard__lines">
          {HELPLINES.map((it) => (
            <li key={it}>
              <NumberShown digits={it} label={texts.say('talk.help.line')} />
            </li>
          ))}
        </ul>
        {helpContact !== null && (
          <p>
            {texts.say('talk.help.contact', { name: helpContact.name })}{' '}
            <NumberShown digits={helpContact.phone} label={helpContact.name} />
          </p>
        )}
        <p>{texts.say('talk.help.may-end')}</p>
        <div className="dialog__acts">
          <Button icon="help" isPressed={view.asksForHelp} onPress={() => callHelp(!view.asksForHelp)}>
            {texts.say(view.asksForHelp ? 'caller.help.coming' : 'caller.help')}
          </Button>
          <Button kind="live" icon="hang-up" onPress={end}>
            {texts.say('talk.help.end')}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              change({ isHard: true });
              onClose();
            }}
          >
            {texts.say('talk.help.go-on')}
          </Button>
        </div>
      </div>
    </SheetDialog>
  );
}
