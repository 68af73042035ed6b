import { sql } from 'kysely';
import type { Sheet } from '../../app/practice.ts';
import type { PartnerRow, SessionDoors, SessionRow } from '../../app/practice-store.ts';
import type { Instant } from '../../core/instant.ts';
import type { Scores } from '../../core/practice/evaluation.ts';
import type { Pair, PairState, Place, PracticeEnd, PracticeRole } from '../../core/practice/pair.ts';
import type { PersonaId } from '../../core/practice/personas.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, atOrNull, type Connection, firstRow, rows } from './connection.ts';

interface SessionColumns
  extends Pick<SessionRow, 'id' | 'campaignId' | 'persona' | 'situation' | 'guideVersion'> {
  readonly state: PairState;
  readonly since: Instant;
  readonly talkUntil: Instant | null;
}
interface SeatColumns extends PartnerRow {
  readonly role: PracticeRole;
  readonly isHere: boolean;
  readonly ended: PracticeEnd | null;
  readonly wantsSwap: boolean;
  readonly hasSheet: boolean;
}
interface SheetColumns {
  readonly sessionId: string;
  readonly by: PracticeRole;
  readonly scores: Scores;
  readonly words: Buffer;
}

/** Practices with a partner, and alone, with their sheets. The words of a sheet are encrypted. */
export function practiceSessions(on: Connection, cipher: NumberCipher): SessionDoors {
  return {
    async insertSession({ id, campaignId, persona, situation, guideVersion, since }) {
      await sql`
        insert into practice.session (id, campaign_id, type, persona, situation, guide_version, state, since)
        values (${id}, ${campaignId}, 'partner', ${persona}, ${situation}, ${guideVersion}, 'ringing', ${at(since)})`.execute(
        on,
      );
    },
    session: (id) => sessionOf(on, id),
    async savePair(session, pair, moment) {
      await sql`
        update practice.session set state = ${pair.state}, since = ${at(pair.since)},
          talk_until = ${atOrNull(pair.talkUntil)}
        where id = ${session.id}`.execute(on);
      for (const role of ['trainee', 'player'] as const)
        await savePlace(on, session[role].seatId, pair[role], moment);
    },
    async setCards(id, { persona, situation }) {
      await sql`update practice.session set persona = ${persona}, situation = ${situation} where id = ${id}`.execute(
        on,
      );
    },
    putSheet: (id, by, sheet, moment) => putSheet(on, cipher, { id, by, sheet, moment }),
    async sheets(id) {
      const [found] = await sheetsOf(on, cipher, [id]);
      return found?.[1] ?? noSheets;
    },
    async finish(id, { at: moment, isReady }) {
      await sql`
        update practice.session set finished_at = coalesce(finished_at, ${at(moment)}) where id = ${id}`.execute(
        on,
      );
      await sql`
        update practice.seat set is_ready = ${isReady} where session_id = ${id} and role = 'trainee'`.execute(
        on,
      );
    },
    async insertAlone({
      id,
      seatId,
      campaignId,
      accountId,
      persona,
      guideVersion,
      at: moment,
      isReady,
      sheet,
    }) {
      const isNew = await firstRow(
        sql`
          insert into practice.session (id, campaign_id, type, persona, guide_version, state, since, finished_at)
          values (${id}, ${campaignId}, 'alone', ${persona}, ${guideVersion}, 'over', ${at(moment)}, ${at(moment)})
          on conflict do nothing returning 1`,
        on,
      );
      if (isNew === null) return false;
      await sql`
        insert into practice.seat (id, campaign_id, account_id, session_id, wish, role, since, left_at, is_ready)
        values (${seatId}, ${campaignId}, ${accountId}, ${id}, 'trainee', 'trainee', ${at(moment)}, ${at(moment)},
                ${isReady})`.execute(on);
      await putSheet(on, cipher, { id, by: 'trainee', sheet, moment });
      return true;
    },
    async own(accountId, campaignId) {
      const found = await rows(
        sql<{ id: string; type: 'partner' | 'alone'; at: Instant; persona: PersonaId; role: PracticeRole }>`
          select n.id, n.type, n.finished_at as "at", n.persona, s.role
          from practice.seat s join practice.session n on n.id = s.session_id
          where s.account_id = ${accountId} and s.campaign_id = ${campaignId} and n.finished_at is not null
          order by n.finished_at desc limit 50`,
        on,
      );
      // A sheet is about the trainee, and the trainee's alone.
      const mine = found.filter((it) => it.role === 'trainee').map((it) => it.id);
      const sheets = new Map(await sheetsOf(on, cipher, mine));
      return found.map(({ id, ...practice }) => {
        const { trainee, player } = sheets.get(id) ?? noSheets;
        return { ...practice, mySheet: trainee, partnerSheet: player };
      });
    },
  };
}

const noSheets = { trainee: null, player: null };

async function sessionOf(on: Connection, id: string): Promise<SessionRow> {
  const session = await firstRow(
    sql<SessionColumns>`
      select n.id, n.campaign_id as "campaignId", n.persona, n.situation, n.guide_version as "guideVersion",
             n.state, n.since, n.talk_until as "talkUntil"
      from practice.session n where n.id = ${id} and n.type = 'partner'`,
    on,
  );
  const seats = await rows(
    sql<SeatColumns>`
      select s.id as "seatId", s.account_id as "accountId", a.name, s.role, s.left_at is null as "isHere", s.ended,
             s.wants_swap as "wantsSwap",
             exists (select from practice.sheet t where t.session_id = s.session_id and t.by_role = s.role) as "hasSheet"
      from practice.seat s join account a on a.id = s.account_id where s.session_id = ${id}`,
    on,
  );
  const [trainee, player] = [
    seats.find((it) => it.role === 'trainee'),
    seats.find((it) => it.role === 'player'),
  ];
  if (session === null || trainee === undefined || player === undefined) throw new Error(`no practice ${id}`);
  const { state, since, talkUntil, ...row } = session;
  const pair: Pair = { state, since, talkUntil, trainee: placeOf(trainee), player: placeOf(player) };
  return { ...row, pair, trainee: partnerOf(trainee), player: partnerOf(player) };
}

function placeOf({ isHere, ended, hasSheet, wantsSwap }: SeatColumns): Place {
  return { isHere, ended, hasSheet, wantsSwap };
}

function partnerOf({ seatId, accountId, name }: SeatColumns): PartnerRow {
  return { seatId, accountId, name };
}

async function savePlace(on: Connection, seatId: string, place: Place, moment: Instant): Promise<void> {
  await sql`
    update practice.seat set ended = ${place.ended}, wants_swap = ${place.wantsSwap},
      left_at = case when ${place.isHere} then null else coalesce(left_at, ${at(moment)}) end
    where id = ${seatId}`.execute(on);
}

async function putSheet(
  on: Connection,
  cipher: NumberCipher,
  given: { id: string; by: PracticeRole; sheet: Sheet; moment: Instant },
): Promise<void> {
  const { id, by, sheet, moment } = given;
  const { scores, ...words } = sheet;
  await sql`
    insert into practice.sheet (session_id, by_role, scores, words_cipher, given_at)
    values (${id}, ${by}, ${JSON.stringify(scores)}, ${cipher.encrypt(JSON.stringify(words), id)}, ${at(moment)})
    on conflict (session_id, by_role) do update
    set scores = excluded.scores, words_cipher = excluded.words_cipher, given_at = excluded.given_at`.execute(
    on,
  );
}

async function sheetsOf(
  on: Connection,
  cipher: NumberCipher,
  ids: readonly string[],
): Promise<[string, Record<PracticeRole, Sheet | null>][]> {
  const found = await rows(
    sql<SheetColumns>`
      select session_id as "sessionId", by_role as "by", scores, words_cipher as "words"
      from practice.sheet where session_id = any(${[...ids]}::uuid[])`,
    on,
  );
  const of = (id: string, by: PracticeRole): Sheet | null => {
    const row = found.find((it) => it.sessionId === id && it.by === by);
    if (row === undefined) return null;
    // As `putSheet` wrote it.
    const words = JSON.parse(cipher.decrypt(row.words, id)) as Omit<Sheet, 'scores'>;
    return { scores: row.scores, ...words };
  };
  return ids.map((id) => [id, { trainee: of(id, 'trainee'), player: of(id, 'player') }]);
}
