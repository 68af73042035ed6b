import { useEffect, useRef, useState } from 'react';
import { type AloneRun, lineOf, movesOf, nodeOf, stepRun } from '../../../core/practice/alone/alone-run.ts';
import { useVoice } from '../../audio/use-voice.ts';
import { soundOf } from './alone-sounds.ts';
import { type AloneVoice, createAloneVoice } from './alone-voice.ts';

const KEY = 'draht.practice-sound';

/** Whether one likes to hear the voices, kept in this browser. */
export function useWantsSound(): readonly [boolean, (wants: boolean) => void] {
  const [wants, setWants] = useState(() => localStorage.getItem(KEY) !== 'off');
  return [
    wants,
    (is) => {
      localStorage.setItem(KEY, is ? 'on' : 'off');
      setWants(is);
    },
  ];
}

/** Says what the person of a run says, and has ready what may come next. Where it cannot, `isBroken` says so. */
export function useAloneVoice(run: AloneRun, phase: 'ringing' | 'talking' | 'ended', wantsSound: boolean) {
  const { volume, output: device } = useVoice();
  const voice = useRef<AloneVoice | null>(null);
  const [isBroken, setBroken] = useState(false);
  const how = useRef({ volume, device });
  useEffect(() => {
    how.current = { volume, device };
  });
  useEffect(() => {
    const made = createAloneVoice({
      context: () => new AudioContext(),
      fetch: (url) => fetch(url),
      soundOf,
    });
    voice.current = made;
    return () => {
      voice.current = null;
      made.close();
    };
  }, []);
  const line = lineOf(run);
  const isSilent = nodeOf(run).isSilent === true;
  const say = () => {
    const hasBeep = run.caseId === 'mailbox';
    void voice.current?.say(line, { ...how.current, hasBeep }).then((sounds) => setBroken(!sounds));
  };
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  useEffect(() => {
    const { current } = voice;
    if (current === null) return;
    if (!wantsSound || phase === 'ended') current.hush();
    else if (phase === 'ringing') {
      current.ring(how.current);
      current.prepare([line]);
    } else if (!isSilent) latest.current();
  }, [line, isSilent, phase, wantsSound]);
  useEffect(() => {
    if (!wantsSound || phase !== 'talking') return;
    const after = movesOf(run).map((move) => stepRun(run, move));
    voice.current?.prepare(after.filter((it) => nodeOf(it).isSilent === undefined).map(lineOf));
  }, [run, phase, wantsSound]);
  return { say, isBroken: isBroken && wantsSound };
}
