import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AccountId } from '../core/ids.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../core/instant.ts';
import type { AccountDoors, AccountRow, AccountStore, TokenHash } from './account-store.ts';
import type { Chance, UnitStore } from './ports.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** @param passwordHash Null where nobody has that name: takes as long, and is never right. */
  isRight(passwordHash: string | null, password: string): Promise<boolean>;
}

export interface Secrets {
  /** A new token nobody can guess, for an address or a cookie. */
  token(): string;
  hash(token: string): TokenHash;
  /** Takes as long wherever the two differ. */
  isSame(a: TokenHash, b: TokenHash): boolean;
}

export interface SignInParts {
  readonly accounts: AccountStore;
  readonly passwords: Passwords;
  readonly secrets: Secrets;
  readonly chance: Chance;
  /** The wall's clock: sessions and waits do not follow a demo's. */
  readonly now: () => Instant;
}

/** Who is signed in, and by which session. */
export interface Session {
  readonly tokenHash: TokenHash;
  readonly actor: Actor & { readonly accountId: AccountId };
  readonly expiresAt: Instant;
}

/** A session just begun; its token goes into the cookie and nowhere else. */
export interface NewSession extends Session {
  readonly token: string;
}

export interface SignIn {
  /** Nobody can sign in yet. */
  needsSetup(): Promise<boolean>;
  /** The code of the link that makes the first account; the same until the program ends. */
  readonly setUpCode: string;
  /** @throws AppError `error.set-up.code`, `error.set-up.done`. */
  setUp(request: { code: string; name: string; login: string; password: string }): Promise<NewSession>;
  /**
   * @param request.address Where the request came from: guesses are counted by login and by address.
   * @throws AppError `error.sign-in.wrong` for an unknown name as for a wrong password, `error.sign-in.wait`.
   */
  signIn(request: { login: string; password: string; address: string }): Promise<NewSession>;
  signOut(session: Session): Promise<void>;
  /** Whose session a cookie's token is; null when it is forged, unknown or over. */
  session(token: string): Promise<Session | null>;
}

/** A password's session goes on for this long after it was last used. */
const SESSION_TIME = 12 * HOUR;
/** A session in use is written down again this often. */
const PROLONG_AFTER = 5 * MINUTE;
/** An invitation's session at most, also when the campaign goes on longer. */
export const LONGEST_CALLER_SESSION = 30 * DAY;

const FREE_TRIES_BY_LOGIN = 5;
/** More than by login: a whole office may share one address. */
const FREE_TRIES_BY_ADDRESS = 20;

/** Who may come in, by name and password; callers come by invitation (`invitations.ts`). */
export function createSignIn(parts: SignInParts): SignIn {
  const { accounts, secrets, now } = parts;
  const setUpCode = secrets.token();
  return {
    setUpCode,
    needsSetup: async () => !(await accounts.hasLogin()),
    setUp: (request) => setUp(parts, setUpCode, request),
    signIn: createPasswordSignIn(parts),
    async signOut({ tokenHash, actor }) {
      await accounts.inTransaction(async (doors) => {
        await doors.deleteSession(tokenHash);
        await audit(doors, { at: now(), actor, action: 'sign-out' });
      });
    },
    session: (token) => readSession(parts, token),
  };
}

async function setUp(
  { accounts, passwords, secrets, chance, now }: SignInParts,
  setUpCode: string,
  request: { code: string; name: string; login: string; password: string },
): Promise<NewSession> {
  if (await accounts.hasLogin()) throw new AppError('error.set-up.done');
  if (!secrets.isSame(secrets.hash(request.code), secrets.hash(setUpCode)))
    throw new AppError('error.set-up.code');
  const { name, login } = request;
  const passwordHash = await passwords.hash(request.password);
  const id = chance.uuid() as AccountId; // A fresh id of the right kind.
  const account: AccountRow = { id, name, role: 'owner', unitId: null, unitPath: '/' };
  return accounts.inTransaction(async (doors) => {
    const at = now();
    if (!(await doors.insertFirst({ id, name, login, passwordHash, at })))
      throw new AppError('error.set-up.done');
    await audit(doors, { at, actor: actorOf(account), action: 'set-up' });
    return beginSession(doors, { secrets, account, at, expiresAt: at + SESSION_TIME });
  });
}

function createPasswordSignIn({ accounts, passwords, secrets, now }: SignInParts): SignIn['signIn'] {
  const byLogin = createSignInThrottle(FREE_TRIES_BY_LOGIN);
  const byAddress = createSignInThrottle(FREE_TRIES_BY_ADDRESS);
  return async ({ login, password, address }) => {
    const at = now();
    const key = login.trim().toLowerCase();
    const wait = Math.max(byAddress.begin(address, at), byLogin.begin(key, at));
    if (wait > 0) throw new AppError('error.sign-in.wait', { minutes: Math.ceil(wait / MINUTE) });
    const found = await accounts.byLogin(login.trim());
    if (!(await passwords.isRight(found?.passwordHash ?? null, password)) || found === null) {
      await auditFailure(accounts, found?.account ?? null, at);
      throw new AppError('error.sign-in.wrong');
    }
    byLogin.forgive(key);
    byAddress.forgive(address);
    const { account } = found;
    return accounts.inTransaction(async (doors) => {
      await doors.deleteExpired(at);
      await audit(doors, { at, actor: actorOf(account), action: 'sign-in' });
      return beginSession(doors, { secrets, account, at, expiresAt: at + SESSION_TIME });
    });
  };
}

/** What was typed is written nowhere: people type their password into the field of the name. */
async function auditFailure(accounts: AccountStore, account: AccountRow | null, at: Instant): Promise<void> {
  await accounts.inTransaction((doors) =>
    doors.units.audit({
      at,
      actorId: null,
      actorRole: account?.role ?? 'system',
      action: 'sign-in-failed',
      thingKind: 'account',
      thingId: account?.id ?? null,
      unitId: account?.unitId ?? null,
      detail: {},
    }),
  );
}

async function readSession({ accounts, secrets, now }: SignInParts, token: string): Promise<Session | null> {
  const at = now();
  const tokenHash = secrets.hash(token);
  const found = await accounts.session(tokenHash, at);
  if (found === null) return null;
  const session = { tokenHash, actor: actorOf(found.account), expiresAt: found.expiresAt };
  // A caller's ends with the campaign, however much it is used.
  if (found.account.role === 'caller' || at - found.seenAt < PROLONG_AFTER) return session;
  await accounts.prolongSession(tokenHash, at, at + SESSION_TIME);
  return { ...session, expiresAt: at + SESSION_TIME };
}

/** Begins a session inside the caller's transaction. */
export async function beginSession(
  doors: AccountDoors,
  {
    secrets,
    account,
    at,
    expiresAt,
  }: { secrets: Secrets; account: AccountRow; at: Instant; expiresAt: Instant },
): Promise<NewSession> {
  const token = secrets.token();
  const tokenHash = secrets.hash(token);
  await doors.insertSession({ tokenHash, accountId: account.id, at, expiresAt });
  return { token, tokenHash, actor: actorOf(account), expiresAt };
}

function actorOf({ id, role, unitPath }: AccountRow): Session['actor'] {
  return { accountId: id, role, unitPath };
}

async function audit(
  { units }: { readonly units: UnitStore },
  { at, actor, action }: { at: Instant; actor: Session['actor']; action: string },
): Promise<void> {
  await units.audit({
    at,
    actorId: actor.accountId,
    actorRole: actor.role,
    action,
    thingKind: 'account',
    thingId: actor.accountId,
    unitId: null,
    detail: {},
  });
}
