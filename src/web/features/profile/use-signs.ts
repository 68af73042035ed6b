import { useEffect, useRef } from 'react';
import { useApp } from '../../app-context.ts';
import { playSign } from './play-sign.ts';

/** Sounds when a call begins to ring and when it is over, for who wants that; never while somebody speaks. */
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
    if (screen === 'ringing') void playSign('rings', { volume: volume.current });
    else if (isOver && (screen === 'wrap-up' || screen === 'settled'))
      void playSign('over', { volume: volume.current });
  }, [screen]);
}
