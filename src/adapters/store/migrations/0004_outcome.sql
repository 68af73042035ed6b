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
