import type { LegAudio, LegFigures, LegSound, MediaAddress, MediaEvent } from '../../app/media.ts';
import type { LegId } from '../../core/ids.ts';
import type { PortRange } from './bind-ports.ts';
import type { Wire } from './legs.ts';

/** Sounds in A-law, 8000 bytes a second. The ring tone is made. */
export type SoundBytes = Readonly<Record<Exclude<LegSound, 'ringing'>, Uint8Array>>;

/** What the media worker is started with. */
export interface WorkerStart {
  readonly sounds: SoundBytes;
  readonly host: string;
  readonly publicHost?: string | undefined;
  readonly ports?: PortRange | undefined;
}

/** What is answered, under the question's id. */
export type Question =
  | { readonly kind: 'open-phone'; readonly leg: LegId }
  | { readonly kind: 'open-browser'; readonly leg: LegId; readonly offer: string }
  | { readonly kind: 'figures' }
  | { readonly kind: 'stop' };

export type Answer = MediaAddress | string | readonly LegFigures[] | null;

export type Order =
  | { readonly kind: 'describe'; readonly leg: LegId; readonly audio: LegAudio }
  | { readonly kind: 'bridge'; readonly wire: Wire }
  | { readonly kind: 'unbridge'; readonly leg: LegId }
  | { readonly kind: 'play'; readonly leg: LegId; readonly sound: LegSound | Uint8Array | null }
  | { readonly kind: 'echo'; readonly leg: LegId; readonly isOn: boolean }
  | { readonly kind: 'press'; readonly leg: LegId; readonly digits: string }
  | { readonly kind: 'analyse'; readonly leg: LegId }
  | { readonly kind: 'close'; readonly leg: LegId };

export type ToWorker = Order | { readonly kind: 'ask'; readonly id: number; readonly question: Question };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | {
      readonly kind: 'refused';
      readonly id: number;
      /** The code of an AppError; null: a failure of ours, with its message. */
      readonly code: string | null;
      readonly message: string;
    }
  | { readonly kind: 'event'; readonly event: MediaEvent };
