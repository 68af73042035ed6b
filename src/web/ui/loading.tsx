import { useEffect, useState } from 'react';
import { useApp } from '../app-context.ts';

/**
 * Nothing for 300 ms, then bars in the shape of what comes, after a second a word; never a spinner over the page.
 *
 * @param bars Their widths in percent, each another one.
 */
export function Loading({ bars = [62, 88, 74, 40] }: { readonly bars?: readonly number[] }) {
  const { clock, texts } = useApp();
  const [stage, setStage] = useState<'quiet' | 'bars' | 'word'>('quiet');
  useEffect(() => {
    const cancels = [clock.after(300, () => setStage('bars')), clock.after(1_000, () => setStage('word'))];
    return () => cancels.forEach((cancel) => void cancel());
  }, [clock]);
  return (
    <main className="wait" id="main" aria-busy="true">
      {stage === 'word' && <p className="soft">{texts.say('web.loading')}</p>}
      {stage !== 'quiet' && bars.map((width) => <Skeleton key={width} width={width} />)}
    </main>
  );
}

/** A quiet bar; `width` in percent. */
export function Skeleton({ width }: { readonly width: number }) {
  return <span className="skeleton" style={{ inlineSize: `${width}%` }} />;
}
