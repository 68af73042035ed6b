import { useEffect, useRef } from 'react';
import { useApp } from '../../app-context.ts';
import { playSign } from './play-sign.ts';

/** Sounds when somebody is to be called and when a call is over, for who wants that; never while somebody speaks. */
export function useSigns(screen: string | null): void {
  const { settings } = useApp();
  const before = useRef<string | null>(null);
  const volume = useRef(settings.signVolume);
  useEffect(() => {
    volume.current = settings.signVolume;
  }, [settings]);
  useEffect(() => {
    const was = before.current;
    before.current = screen;
    if (was === null || was === screen) return;
    const isOver = was === 'ringing' || was === 'talking';
    // Whoever has tapped knows that it rings.
    const isNext = screen === 'preview' || (screen === 'ringing' && was !== 'preview');
    if (isNext) void playSign('rings', { volume: volume.current });
    else if (isOver && (screen === 'wrap-up' || screen === 'settled'))
      void playSign('over', { volume: volume.current });
  }, [screen]);
}
