import type { PracticeRooms } from '../app/create-practice.ts';
import type { Drafts } from '../app/drafts.ts';
import type { Invitations } from '../app/invitations.ts';
import type { NewPhoneSession, PairedPhones, PhoneSession } from '../app/paired-phones.ts';
import type { PlannedShifts } from '../app/planned-shifts.ts';
import type { Profiles } from '../app/profiles.ts';
import type { NewSession, Session, SignIn } from '../app/sign-in.ts';
import type { BrowserLine } from '../app/voice.ts';
import type { Workplace } from '../app/workplace.ts';
import type { AttemptId } from '../core/ids.ts';
import type { Answer, Body, Contract, Params, Policy, Query, RouteName } from '../protocol/contract.ts';
import type { Heard } from '../protocol/views.ts';
import type { Locale } from '../texts/texts.ts';
import type { Wording } from '../texts/wording.ts';

/** What the routes call. */
export interface Rooms {
  readonly workplace: Workplace;
  readonly drafts: Drafts;
  readonly signIn: SignIn;
  readonly invitations: Invitations;
  readonly plannedShifts: PlannedShifts;
  readonly phones: PairedPhones;
  readonly profiles: Profiles;
  readonly practices: PracticeRooms;
  /** The audio of callers' browsers; null where nobody speaks by browser. */
  readonly browserLine: BrowserLine | null;
  readonly about: {
    readonly version: string;
    readonly locale: Locale;
    readonly isDemo: boolean;
    /** Absent: as the catalogue has it. */
    readonly wording?: Wording;
  };
  /** What is heard on the line of a call; null but in a demo. */
  readonly heardOf: (attemptId: AttemptId) => Heard | null;
}

/** A request whose sign-in and shape are right. */
export interface Asked<Name extends RouteName> {
  readonly params: Params<Name>;
  readonly query: Query<Name>;
  readonly body: Body<Name>;
  /** Who asks; on a public route perhaps nobody. */
  readonly session: SessionOf<Contract[Name]['policy']>;
  /** Where the request came from. */
  readonly address: string;
  /** By which the browser reached us: `https://draht.example.org`. */
  readonly origin: string;
  /** Hands the browser the cookie of its new session; null takes it away. */
  readonly keepSession: (session: NewSession | null) => void;
  /** The same of a phone's pairing. */
  readonly keepPhone: (session: NewPhoneSession | null) => void;
}

type SessionOf<It extends Policy> = It extends 'public'
  ? Session | null
  : It extends 'use-paired-phone'
    ? PhoneSession
    : Session;

export type Handler<Name extends RouteName> = (asked: Asked<Name>) => Promise<DeepReadonly<Answer<Name>>>;

/** One for each route of the contract: one that is missing does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;
