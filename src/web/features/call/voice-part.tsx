import type { ShiftView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { lineSign } from '../../audio/audio-words.ts';
import { useVoice } from '../../audio/use-voice.ts';
import { Button } from '../../ui/button.tsx';
import { LineNotice, LineState } from './line-notice.tsx';

/** Between calls: how one speaks, how the line is, and the way to something else. */
export function VoicePart(props: {
  readonly view: ShiftView;
  readonly onView: (view: ShiftView) => void;
  readonly onChoose: () => void;
  readonly onCheck: () => void;
}) {
  const texts = useTexts();
  const { view } = props;
  const { way, ways, line, trouble } = view.voice;
  const { line: here } = useVoice();
  if (way === null) return null;
  const sign = lineSign(view.voice, here);
  // The notice says it already.
  const isSaid = sign === 'lost' || sign === 'not-rung' || (sign !== null && sign === trouble);
  return (
    <section className="voicepart" aria-label={texts.say('audio.line.legend')}>
      <LineNotice view={view} onView={props.onView} />
      <p className="voicepart__now">
        {!isSaid && <LineState view={view} />} <span>{texts.say(`audio.now.${way}`)}</span>
      </p>
      <p className="vh" id="voice-part">
        {!isLineUp(view) && texts.say('audio.check.ready.missing')}
      </p>
      <div className="row">
        {way === 'browser' && line !== 'none' && (
          <Button kind="link" onPress={props.onCheck}>
            {texts.say('audio.check.open')}
          </Button>
        )}
        {ways.length > 1 && (
          <Button kind="link" onPress={props.onChoose}>
            {texts.say('audio.way.change')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Whether calls can come: who dials or reads needs no line. */
export function isLineUp({ voice }: ShiftView): boolean {
  return voice.way === 'own' || voice.way === 'text' || voice.line === 'up';
}
