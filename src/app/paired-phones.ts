import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId, ShiftId } from '../core/ids.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../core/instant.ts';
import { unsaid } from '../core/outcome/unsaid.ts';
import type { TokenHash } from './account-store.ts';
import type { DeskSignals } from './caller-desk.ts';
import { accountOf } from './own-shift.ts';
import type { PhoneRow, PhoneStore } from './phone-store.ts';
import { type PhoneOutcome, type PhoneView, phoneGone, phoneViewOf } from './phone-view.ts';
import type { OutcomeReport } from './ports.ts';
import type { Secrets, Session } from './sign-in.ts';
import type { ShiftView, Workplace } from './workplace.ts';

/** Rows of a QR code from the top; true is dark. The quiet zone around it is the drawing's. */
export type QrCode = (text: string) => boolean[][];

export interface PairedPhoneParts {
  readonly phones: PhoneStore;
  readonly workplace: Pick<Workplace, 'shift' | 'talking' | 'hangUp' | 'report'>;
  readonly secrets: Secrets;
  readonly qrCode: QrCode;
  readonly signals: Pick<DeskSignals, 'shiftChanged'>;
  /** The wall's clock, as for every session. */
  readonly now: () => Instant;
}

/**
 * A phone that belongs to one shift. It is no sign-in: the types differ, the tables differ, and nothing that asks for a
 * `Session` takes it.
 */
export interface PhoneSession {
  readonly phone: TokenHash;
  readonly shiftId: ShiftId;
  /** The caller, in whose name the phone speaks. */
  readonly actor: Session['actor'];
  readonly expiresAt: Instant;
}

export interface NewPhoneSession extends PhoneSession {
  readonly token: string;
}

/** The caller's own phone beside the laptop: paired by a code, it shows whom to ring and takes the short results. */
export interface PairedPhones {
  /**
   * A code for the phone. It works once, for five minutes, and takes the place of the one before.
   *
   * @param origin By which the laptop reached the server: the phone goes there, too.
   * @throws AppError `error.shift.none`, `error.pairing.other-way`.
   */
  offer(actor: Actor, origin: string): Promise<{ token: string; qr: boolean[][]; validForSeconds: number }>;
  /** The phone takes the code. @throws AppError `error.pairing.unknown`. */
  take(token: string): Promise<NewPhoneSession>;
  /** Null when the phone's token is forged, unpaired or over, or the shift was left. */
  session(token: string): Promise<PhoneSession | null>;
  /** The laptop lets the phone go, or the phone itself goes. */
  unpair(actor: Actor): Promise<void>;

  /** Whom to ring. Asks anew whether the phone still belongs to the shift, so it may be kept and asked again. */
  view(session: PhoneSession): Promise<PhoneView>;
  talking(session: PhoneSession, attemptId: AttemptId): Promise<PhoneView>;
  hangUp(session: PhoneSession, attemptId: AttemptId): Promise<PhoneView>;
  /** A result of the short list. Said of a call that is over, it changes nothing. */
  outcome(session: PhoneSession, said: PhoneReport): Promise<PhoneView>;
}

export interface PhoneReport {
  readonly key: string;
  readonly attemptId: AttemptId;
  readonly disposition: PhoneOutcome;
  /** For an objection: was it told in a talk with the member? */
  readonly talkedWithMember: boolean;
}

const CODE_TIME = 5 * MINUTE;
/** As a password's session; a shift does not last longer. */
const SESSION_TIME = 12 * HOUR;

export function createPairedPhones(parts: PairedPhoneParts): PairedPhones {
  const { phones, workplace, secrets, now } = parts;
  const view = async (session: PhoneSession): Promise<PhoneView> => {
    if ((await phones.session(session.phone, now())) === null)
      return phoneGone((await phones.isLeft(session.shiftId)) ? 'over' : 'unpaired');
    const shift = await workplace.shift(session.actor);
    if (shift?.shiftId !== session.shiftId) return phoneGone('over');
    // After a restart with a trunk, say, the caller is asked anew how to speak.
    return shift.voice.way === 'own' ? phoneViewOf(shift) : phoneGone('unpaired');
  };
  const act = async (
    session: PhoneSession,
    attemptId: AttemptId,
    work: () => Promise<ShiftView>,
  ): Promise<PhoneView> => {
    const shown = await view(session);
    // A tap that comes late says nothing of the next person.
    if (shown.attemptId !== attemptId || shown.results.length === 0) return shown;
    return phoneViewOf(await work());
  };
  return {
    offer: (actor, origin) => offer(parts, actor, origin),
    take: (token) => take(parts, token),
    async session(token) {
      const phone = secrets.hash(token);
      const found = await phones.session(phone, now());
      return found && sessionOf(phone, found);
    },
    async unpair(actor) {
      const shift = await workplace.shift(actor);
      if (shift === null) return;
      const { shiftId } = shift;
      const isForgotten = await phones.inTransaction(async (doors) => {
        const isPaired = await doors.forget(shiftId);
        if (isPaired) await audit(doors, { at: now(), actor, action: 'unpair-phone', shiftId });
        return isPaired;
      });
      if (isForgotten) parts.signals.shiftChanged({ id: shiftId, accountId: accountOf(actor) });
    },
    view,
    talking: (session, id) => act(session, id, () => workplace.talking(session.actor, id)),
    hangUp: (session, id) => act(session, id, () => workplace.hangUp(session.actor, id)),
    outcome: (session, said) =>
      act(session, said.attemptId, () => workplace.report(session.actor, reportOf(said))),
  };
}

async function offer(
  { phones, workplace, secrets, qrCode, signals, now }: PairedPhoneParts,
  actor: Actor,
  origin: string,
): Promise<{ token: string; qr: boolean[][]; validForSeconds: number }> {
  const shift = await workplace.shift(actor);
  if (shift === null) throw new AppError('error.shift.none');
  if (shift.voice.way !== 'own') throw new AppError('error.pairing.other-way');
  const { shiftId } = shift;
  const token = secrets.token();
  const at = now();
  await phones.inTransaction(async (doors) => {
    await doors.offer({ shiftId, codeHash: secrets.hash(token), expiresAt: at + CODE_TIME });
    await audit(doors, { at, actor, action: 'offer-pairing', shiftId });
  });
  signals.shiftChanged({ id: shiftId, accountId: accountOf(actor) });
  // The token stands behind the #: no server and no log on the way is told of it.
  return { token, qr: qrCode(`${origin}/telefon#${token}`), validForSeconds: CODE_TIME / SECOND };
}

async function take(
  { phones, secrets, signals, now }: PairedPhoneParts,
  code: string,
): Promise<NewPhoneSession> {
  const token = secrets.token();
  const phone = secrets.hash(token);
  const at = now();
  const found = await phones.inTransaction(async (doors) => {
    const taken = await doors.take({
      ...{ codeHash: secrets.hash(code), tokenHash: phone, now: at, expiresAt: at + SESSION_TIME },
    });
    if (taken === null) throw new AppError('error.pairing.unknown');
    const { actor, shiftId } = sessionOf(phone, taken);
    await audit(doors, { at, actor, action: 'pair-phone', shiftId });
    return taken;
  });
  signals.shiftChanged({ id: found.shiftId, accountId: found.account.id });
  return { ...sessionOf(phone, found), token };
}

function sessionOf(phone: TokenHash, { account, shiftId, expiresAt }: PhoneRow): PhoneSession {
  const { id: accountId, role, unitPath } = account;
  return { phone, shiftId, actor: { accountId, role, unitPath }, expiresAt };
}

/** What a phone can say; all else is the laptop's. */
function reportOf({ key, attemptId, disposition, talkedWithMember }: PhoneReport): OutcomeReport {
  return {
    ...{ key, attemptId, disposition, answers: {}, reception: null, channels: [], offers: [] },
    talkedWithMember: disposition === 'objection' && talkedWithMember,
    ...{ newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
  };
}

async function audit(
  { units }: Parameters<Parameters<PhoneStore['inTransaction']>[0]>[0],
  { at, actor, action, shiftId }: { at: Instant; actor: Actor; action: string; shiftId: ShiftId },
): Promise<void> {
  await units.audit({
    ...{ at, actorId: actor.accountId, actorRole: actor.role, action },
    ...{ thingKind: 'shift', thingId: shiftId, unitId: null, detail: {} },
  });
}
