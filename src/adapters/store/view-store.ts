import type { ViewStore } from '../../app/view-store.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { boardReading } from './board-reading.ts';
import type { Connection } from './connection.ts';
import { offerReading } from './offer-store.ts';
import { shiftReading } from './shift-reading.ts';

/** What screens read, on an open connection. */
export function viewStore(on: Connection, cipher: NumberCipher): ViewStore {
  return { ...shiftReading(on, cipher), ...offerReading(on), ...boardReading(on) };
}
