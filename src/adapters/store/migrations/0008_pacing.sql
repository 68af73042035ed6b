-- Calls that go out before a caller is free (core/pacing), and what follows from one that nobody was free for.

-- A claim and an attempt without a caller belong to the dialler; on the answer a caller gets both. A person and a number
-- are in one hand all the same. Several claims without a caller are no conflict: null is not equal to null.
alter table claim alter caller_id drop not null, alter shift_id drop not null, add check ((caller_id is null) = (shift_id is null));
alter table attempt
  alter caller_id drop not null, alter shift_id drop not null, add check ((caller_id is null) = (shift_id is null)),
  -- Somebody answered and no caller was there within two seconds (core/pacing/abandonment.ts).
  add abandoned_at timestamptz,
  -- Probability that a person was there, by the second of ringing in which it was answered; null: nobody guessed.
  add person_share real check (person_share between 0 and 1);
create index attempt_abandoned on attempt (campaign_id, abandoned_at) where abandoned_at is not null;

alter table contact
  -- Until then only a caller who waits for this very call may ring the person (DOMAIN L11).
  add caller_first_until timestamptz;
create index contact_caller_first on contact (campaign_id, due_at) where state = 'waiting' and caller_first_until is not null;

-- "A pause after this call": nobody is called ahead for whoever said so, and the outcome leads to it. It holds until they
-- are ready again, so that an outcome that is taken back leads to it, too.
alter table shift add wants_pause boolean not null default false;

-- How a campaign calls, besides what its file says; a row with the first change.
create table campaign_pacing (
  campaign_id uuid primary key references campaign,
  -- What an organiser chose; null: as the file says.
  wanted text check (wanted in ('own-phone', 'preview', 'progressive', 'early', 'look-ahead')),
  -- An owner has switched look-ahead on, and why; all three or none. The audit has each change.
  allowed_by uuid references account,
  allowed_at timestamptz,
  allowed_reason text,
  check ((allowed_by is null) = (allowed_at is null) and (allowed_by is null) = (allowed_reason is null)),
  -- What the pacer has learned, and how many callers there were at most: for the next shift.
  learned jsonb,
  callers integer not null default 0
);

-- What whoever answered and found nobody hears, where the campaign has its own (L11): A-law, 8000 bytes a second. Beside
-- the definition, which is read often.
create table campaign_message (
  campaign_id uuid primary key references campaign,
  sound bytea not null
);

-- How many calls were begun and why, with all that it was decided from; the newest alone (`keepDecision`). Nobody's data.
create table pacing_decision (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references campaign,
  at timestamptz not null,
  mode text not null,
  calls integer not null,
  reason text not null,
  reason_values jsonb not null,
  basis jsonb not null
);
create index pacing_decision_by_campaign on pacing_decision (campaign_id, id desc);

/*
 * Hands out the next contact, to a caller, for a promise or for nobody yet (`the_kind`): the claim the caller already has; else
 * the caller's own promise, then one that nobody on shift keeps; then lane by lane by the part of the day; whom a caller
 * skipped goes to somebody else. A function, so that its plans are made once a connection and each step is only taken when
 * the one before found nothing (bench/README.md).
 *
 * `skip locked` lets callers pass each other; the unique keys of `claim` are what makes a double impossible.
 * Indexes always, even while `claim` looks empty: its rows come and go faster than they are vacuumed.
 */
create function claim_contact(
  the_campaign uuid, the_caller uuid, the_shift uuid, moment timestamptz, until timestamptz,
  -- Promises to somebody else on shift that were due before this are free for all.
  due_for_all timestamptz,
  -- The part of the day it is now, and the last lane of retries.
  the_part text, last_lane smallint,
  -- `any`; `reserved`: only whom this caller alone may get; `ahead`: anybody else, for whoever will be free.
  the_kind text
) returns table (contact_id uuid, person_id uuid, number_id uuid, attempt_id uuid)
language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  picked record;
  -- Read once: few callers skip anybody, and a join for it would cost each claim two fifths more.
  skipped uuid[] := array(
    select z.contact_id from skip z where z.caller_id = the_caller and z.until_at > moment);
begin
  -- A claim by itself need not wait for the disk: one that a crash of the server takes back has not led to a call yet,
  -- and the attempt, which does wait (call-store.ts), is written after it into the same log.
  perform set_config('synchronous_commit', 'off', true);

  -- Two callers may pick two people of one household at once: the number's key lets one through, the other looks again.
  for round in 1..10 loop
    return query select k.contact_id, k.person_id, c.number_id, k.attempt_id
      from claim k join contact c on c.id = k.contact_id where k.caller_id = the_caller;
    if found then return; end if;

    -- A promise is kept by a caller who waits for that very call.
    select c.id, c.person_id, c.number_id, n.number_hash into picked
    from contact c join phone_number n on n.id = c.number_id
    where the_kind <> 'ahead' and c.campaign_id = the_campaign and c.state = 'waiting' and c.lane = 0 and c.due_at <= moment
      and not exists (select from claim k where k.person_id = c.person_id)
      and not exists (select from claim k where k.number_hash = n.number_hash)
      and c.id <> all (skipped)
      and (c.promised_to is null or c.promised_to = the_caller or c.due_at <= due_for_all
           or not exists (select from shift s where s.account_id = c.promised_to and s.left_at is null))
    order by (c.promised_to = the_caller) desc nulls last, c.due_at, c.rank
    limit 1 for update of c skip locked;

    if not found and the_kind = 'reserved' then
      select c.id, c.person_id, c.number_id, n.number_hash into picked
      from contact c join phone_number n on n.id = c.number_id
      where c.campaign_id = the_campaign and c.state = 'waiting' and c.caller_first_until > moment and c.due_at <= moment
        and not exists (select from claim k where k.person_id = c.person_id)
        and not exists (select from claim k where k.number_hash = n.number_hash)
        and c.id <> all (skipped)
      order by c.due_at, c.rank limit 1 for update of c skip locked;
      if not found then return; end if;
    end if;

    if not found then
      -- Most claims of a fresh campaign end here: a person whom nobody has tried yet.
      select c.id, c.person_id, c.number_id, n.number_hash into picked
      from contact c join phone_number n on n.id = c.number_id
      where c.campaign_id = the_campaign and c.state = 'waiting' and c.lane = 1 and c.last_part = '' and c.due_at <= moment
        and not exists (select from claim k where k.person_id = c.person_id)
        and not exists (select from claim k where k.number_hash = n.number_hash)
        and c.id <> all (skipped)
        and (the_kind = 'any' or c.caller_first_until is null or c.caller_first_until <= moment)
      order by c.due_at, c.rank limit 1 for update of c skip locked;
    end if;

    if not found then
      perform from contact c where c.campaign_id = the_campaign and c.state = 'waiting' and c.due_at <= moment limit 1;
      if not found then return; end if;

      -- Lane 1 first (a try that did not count has a part of the day), then retries last tried in another part of the
      -- day, the fewest tries first, then those of this part.
      select found_one.* into picked
      from (
        select lane, part from generate_series(1, last_lane) lane, unnest('{"",A,B,C,D,E}'::text[]) part
        order by lane > 1, part = the_part, lane
      ) probe
      cross join lateral (
        select c.id, c.person_id, c.number_id, n.number_hash
        from contact c join phone_number n on n.id = c.number_id
        where c.campaign_id = the_campaign and c.state = 'waiting' and c.lane = probe.lane and c.last_part = probe.part
          and c.due_at <= moment
          and not exists (select from claim k where k.person_id = c.person_id)
          and not exists (select from claim k where k.number_hash = n.number_hash)
          and c.id <> all (skipped)
          and (the_kind = 'any' or c.caller_first_until is null or c.caller_first_until <= moment)
        order by c.due_at, c.rank limit 1 for update of c skip locked
      ) found_one
      limit 1;
      if not found then return; end if;
    end if;

    insert into claim (person_id, number_hash, caller_id, contact_id, campaign_id, shift_id, claimed_at, lease_until)
    values (picked.person_id, picked.number_hash, the_caller, picked.id, the_campaign, the_shift, moment, until)
    on conflict do nothing;
    if found then
      update contact set state = 'claimed' where contact.id = picked.id;
      return query select picked.id, picked.person_id, picked.number_id, null::uuid;
      return;
    end if;
  end loop;
end $$;
