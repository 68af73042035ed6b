-- What an outcome says beyond the conversation itself. Free text is encrypted, as the note is.

alter table outcome
  -- The person's numbers that are wrong; empty: the dialled one, where the outcome says so.
  add wrong_numbers uuid[] not null default '{}',
  -- "Never before five": minutes after local midnight, for every later try of this contact; 0 lifts it.
  add not_before smallint check (not_before between 0 and 1439),
  add is_hard boolean not null default false;

-- What a member says is wrong in the membership programme. It goes there as a list; nothing here is changed by it.
create table correction (
  attempt_id uuid not null references attempt,
  position smallint not null,
  campaign_id uuid not null references campaign,
  person_id uuid not null references person,
  field text not null check (field in ('name', 'address', 'email', 'phone', 'branch', 'other')),
  value_cipher bytea not null,
  -- It was read back in groups, and the member said yes.
  read_back boolean not null,
  at timestamptz not null,
  primary key (attempt_id, position)
);
create index correction_by_campaign on correction (campaign_id, at);

-- What a caller wants the organisers to know or do; at most one with each outcome.
create table organiser_message (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  caller_id uuid not null references account,
  person_id uuid not null references person,
  attempt_id uuid not null unique references attempt,
  kind text not null check (kind in ('question', 'complaint', 'resign-wish', 'abuse', 'care', 'other')),
  text_cipher bytea not null,
  at timestamptz not null,
  done_at timestamptz,
  done_by uuid references account
);
create index organiser_message_open on organiser_message (campaign_id, at) where done_at is null;

-- A wrong number may be another one of the person's than the dialled one: one sign for each number of a call.
alter table number_sign drop constraint number_sign_pkey, add primary key (attempt_id, number_id);

-- A caller did not want to ring this person; the trail of it, and whom the queue keeps from them until when.
create table skip (
  attempt_id uuid primary key references attempt,
  contact_id uuid not null references contact,
  caller_id uuid not null references account,
  reason text not null check (reason in ('know-person', 'somebody-else', 'not-now', 'other')),
  at timestamptz not null,
  -- The person does not come to this caller again before; for who knows them, not in this campaign.
  until_at timestamptz not null
);
create index skip_by_caller on skip (caller_id, until_at);

/*
 * As in 0001_bones.sql, and a person whom a caller skipped goes to somebody else.
 *
 * Hands out the next contact to a caller: the claim the caller already has; else the caller's own promise, then one
 * that nobody on shift keeps; then lane by lane by the part of the day. A function, so that its plans are
 * made once a connection and each step is only taken when the one before found nothing (bench/README.md).
 *
 * `skip locked` lets callers pass each other; the unique keys of `claim` are what makes a double impossible.
 * Indexes always, even while `claim` looks empty: its rows come and go faster than they are vacuumed.
 */
create or replace function claim_contact(
  the_campaign uuid, the_caller uuid, the_shift uuid, moment timestamptz, until timestamptz,
  -- Promises to somebody else on shift that were due before this are free for all.
  due_for_all timestamptz,
  -- The part of the day it is now, and the last lane of retries.
  the_part text, last_lane smallint
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

    select c.id, c.person_id, c.number_id, n.number_hash into picked
    from contact c join phone_number n on n.id = c.number_id
    where c.campaign_id = the_campaign and c.state = 'waiting' and c.lane = 0 and c.due_at <= moment
      and not exists (select from claim k where k.person_id = c.person_id)
      and not exists (select from claim k where k.number_hash = n.number_hash)
      and c.id <> all (skipped)
      and (c.promised_to is null or c.promised_to = the_caller or c.due_at <= due_for_all
           or not exists (select from shift s where s.account_id = c.promised_to and s.left_at is null))
    order by (c.promised_to = the_caller) desc nulls last, c.due_at, c.rank
    limit 1 for update of c skip locked;

    if not found then
      -- Most claims of a fresh campaign end here: a person whom nobody has tried yet.
      select c.id, c.person_id, c.number_id, n.number_hash into picked
      from contact c join phone_number n on n.id = c.number_id
      where c.campaign_id = the_campaign and c.state = 'waiting' and c.lane = 1 and c.last_part = '' and c.due_at <= moment
        and not exists (select from claim k where k.person_id = c.person_id)
        and not exists (select from claim k where k.number_hash = n.number_hash)
      and c.id <> all (skipped)
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
