-- Practice, apart from all that is real: a schema of its own whose tables know accounts and campaigns, and no person,
-- number, call or outcome. Nothing outside refers to it, so no figure, queue or report can count a practice as a call
-- (a test asks information_schema). Moments are the wall's.

create schema practice;

create table practice.session (
  id uuid primary key,
  campaign_id uuid not null references public.campaign,
  type text not null check (type in ('partner', 'alone')),
  -- Who is played, and what was drawn besides (core/practice).
  persona text not null,
  situation text,
  guide_version integer not null,
  state text not null check (state in ('ringing', 'talking', 'sheet', 'done', 'over')),
  since timestamptz not null,
  talk_until timestamptz,
  -- Something was written down of it: it counts as a practice.
  finished_at timestamptz
);
create index session_by_campaign on practice.session (campaign_id) where finished_at is not null;

-- One person's place: waiting while it belongs to no session.
create table practice.seat (
  id uuid primary key,
  campaign_id uuid not null references public.campaign,
  account_id uuid not null references public.account,
  session_id uuid references practice.session,
  wish text not null check (wish in ('trainee', 'player', 'either')),
  role text check (role in ('trainee', 'player')),
  since timestamptz not null,
  left_at timestamptz,
  -- Why it was left without the person; null where the person left.
  ended text,
  wants_swap boolean not null default false,
  -- Ready for real calls by this practice: all that outlives the sheets, and all that an organiser learns.
  is_ready boolean not null default false,
  check ((session_id is null) = (role is null)),
  unique (session_id, role)
);
create unique index seat_one_open_per_account on practice.seat (account_id) where left_at is null;
create index seat_by_account on practice.seat (account_id, campaign_id);
create index seat_waiting on practice.seat (campaign_id, since) where session_id is null and left_at is null;

-- What one side wrote down about the trainee. It belongs to the trainee and is deleted after 90 days (DOMAIN 8.5).
create table practice.sheet (
  session_id uuid not null references practice.session,
  by_role text not null check (by_role in ('trainee', 'player')),
  scores jsonb not null,
  -- Strength, what to practise next and a sentence to try, encrypted.
  words_cipher bytea not null,
  given_at timestamptz not null,
  primary key (session_id, by_role)
);
create index sheet_by_age on practice.sheet (given_at);

-- An organiser says that somebody needs no practice.
create table practice.waiver (
  campaign_id uuid not null references public.campaign,
  account_id uuid not null references public.account,
  given_at timestamptz not null,
  primary key (campaign_id, account_id)
);

-- The team after practice. The tallies are counted once, when the round opens: whoever watched them grow could tell
-- whose sheet came last.
create table practice.round (
  id uuid primary key,
  campaign_id uuid not null references public.campaign,
  guide_version integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  sheets integer not null,
  tallies jsonb
);
create unique index round_one_open_per_campaign on practice.round (campaign_id) where closed_at is null;

-- What was hard, and what was found. Nobody's: there is no column for who said it.
create table practice.finding (
  id uuid primary key,
  round_id uuid not null references practice.round,
  kind text not null check (kind in ('hard', 'finding')),
  text_cipher bytea not null,
  -- What the guide should say instead, and at which of its steps.
  change_cipher bytea,
  step text,
  said_at timestamptz not null
);
create index finding_by_round on practice.finding (round_id, said_at);
