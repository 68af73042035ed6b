-- What a volunteer promised before the first shift (GDPR Art. 29, 32(4)): which words, when, for which campaign. Never
-- changed; a year later, or with other words, there is another row. Moments are the wall clock's.
create table pledge (
  id uuid primary key,
  account_id uuid not null references account,
  campaign_id uuid not null references campaign,
  version integer not null check (version > 0),
  -- As the campaign file had them then; null: the program's own words of that version.
  wording text,
  given_at timestamptz not null
);
create index pledge_by_account on pledge (account_id, given_at);

-- Who put themselves down for which shift of the campaign file. Each place has a number: two can never have the last one.
create table planned_place (
  campaign_id uuid not null references campaign,
  -- `2012-03-13-1600`: day and beginning, local time (core/campaign/planned-shift.ts).
  shift text not null,
  place integer not null check (place > 0),
  account_id uuid not null references account,
  taken_at timestamptz not null,
  primary key (campaign_id, shift, place),
  unique (campaign_id, shift, account_id)
);
create index planned_place_by_account on planned_place (account_id);
