import type { LegId, ShiftId } from '../core/ids.ts';
import type { Media } from './media.ts';
import type { VoiceLine } from './voice-line.ts';

interface Wire {
  readonly one: LegId;
  readonly other: LegId;
  /** How often each leg was opened: one that is opened anew is joined anew. */
  readonly openings: string;
}

/** The audio of two callers who practise: their own legs, joined to each other and to nobody else (DOMAIN L20). */
export class PracticeWires {
  readonly #media: Pick<Media, 'bridge' | 'unbridge'>;
  readonly #lineOf: (shiftId: ShiftId) => VoiceLine | null;
  /** Both ways. */
  readonly #partners = new Map<ShiftId, ShiftId>();
  /** By the shift of the pair whose name comes first. */
  readonly #wires = new Map<ShiftId, Wire>();

  constructor(media: Pick<Media, 'bridge' | 'unbridge'>, lineOf: (shiftId: ShiftId) => VoiceLine | null) {
    this.#media = media;
    this.#lineOf = lineOf;
  }

  isOn(shiftId: ShiftId): boolean {
    return this.#partners.has(shiftId);
  }

  begin(one: ShiftId, another: ShiftId): void {
    for (const shiftId of [one, another])
      if (this.#partners.get(shiftId) !== other(shiftId, one, another)) this.end(shiftId);
    this.#partners.set(one, another);
    this.#partners.set(another, one);
    this.follow(one);
  }

  end(shiftId: ShiftId): void {
    const partner = this.#partners.get(shiftId);
    if (partner === undefined) return;
    this.#partners.delete(shiftId);
    this.#partners.delete(partner);
    this.#join(first(shiftId, partner), null);
  }

  /** The line of that shift is another one. Asked before a call is joined to it, so that the call's wire is the last. */
  follow(shiftId: ShiftId): void {
    const partner = this.#partners.get(shiftId);
    if (partner === undefined) return;
    const key = first(shiftId, partner);
    this.#join(key, this.#wanted(key, other(key, shiftId, partner)));
  }

  #wanted(one: ShiftId, another: ShiftId): Wire | null {
    const [here, there] = [this.#lineOf(one), this.#lineOf(another)];
    const [leg, otherLeg] = [legOf(here), legOf(there)];
    if (leg === null || otherLeg === null) return null;
    return { one: leg, other: otherLeg, openings: `${here?.caller.opening} ${there?.caller.opening}` };
  }

  #join(key: ShiftId, wanted: Wire | null): void {
    const before = this.#wires.get(key) ?? null;
    const isSame = before?.one === wanted?.one && before?.other === wanted?.other;
    if (isSame && before?.openings === wanted?.openings) return;
    if (before !== null && !isSame) this.#media.unbridge(before.one);
    if (wanted === null) this.#wires.delete(key);
    else {
      this.#wires.set(key, wanted);
      this.#media.bridge({ caller: wanted.one, contact: wanted.other, way: 'talk' });
    }
  }
}

/** A call goes first; and the ring tone of a caller's own phone is nobody's voice. */
function legOf(line: VoiceLine | null): LegId | null {
  if (line === null || line.contact !== null || !line.caller.isOpen) return null;
  return line.way === 'browser' || line.caller.line === 'up' ? line.caller.leg : null;
}

function first(one: ShiftId, another: ShiftId): ShiftId {
  return one < another ? one : another;
}

function other(shiftId: ShiftId, one: ShiftId, another: ShiftId): ShiftId {
  return shiftId === one ? another : one;
}
