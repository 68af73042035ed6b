-- How a person has set the pages for themselves (protocol/profile-contract.ts, `profileSettings`).
create table profile (
  account_id uuid primary key references account,
  settings jsonb not null
);

-- What a caller said at the end of a shift; at most one for each shift. Each part encrypted, null where nothing was said.
create table debrief (
  shift_id uuid primary key references shift,
  account_id uuid not null references account,
  campaign_id uuid not null references campaign,
  surprised_cipher bytea,
  hard_cipher bytea,
  change_cipher bytea,
  at timestamptz not null
);
create index debrief_by_campaign on debrief (campaign_id, at);

-- What callers want to change goes to the organisers as a message; it is of a shift, not of a call.
alter table organiser_message
  alter person_id drop not null,
  alter attempt_id drop not null,
  add shift_id uuid unique references shift,
  add check ((attempt_id is null) = (person_id is null) and num_nonnulls(attempt_id, shift_id) = 1);
