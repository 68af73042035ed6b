import { type ComponentType, useEffect, useState } from 'react';
import { useApp } from '../app-context.ts';
import { Loading } from './loading.tsx';

const AGAIN_MS = 2_000;

export interface LaterPart<Props extends object> {
  /** Draws it, and the waiting bars until it is here. */
  readonly Part: ComponentType<Props>;
  /** Fetches it; asked again it is asked for once more only after a failure. */
  fetch(): Promise<void>;
}

/**
 * A part of a page whose code comes right after the page itself: there before anybody needs it, and not in their way
 * at first. Unlike `React.lazy` it is drawn at once when it is here, and asks again while there is no line.
 */
export function laterPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LaterPart<Props> {
  let here: ComponentType<Props> | null = null;
  let coming: Promise<void> | null = null;
  const fetchPart = () => {
    coming ??= load().then(
      (it) => {
        here = it;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  function Part(props: Props) {
    const { clock } = useApp();
    const [isHere, setHere] = useState(here !== null);
    useEffect(() => {
      if (isHere) return;
      const ask = () =>
        fetchPart().then(
          () => setHere(true),
          () => undefined, // Without a line: the next second may have one.
        );
      void ask();
      return clock.every(AGAIN_MS, () => void ask());
    }, [isHere, clock]);
    const It = here;
    return It === null ? <Loading /> : <It {...props} />;
  }
  return { Part, fetch: fetchPart };
}
