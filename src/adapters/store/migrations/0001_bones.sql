-- The bones. Every person, campaign and account belongs to a unit (the tree of branches). Moments are the campaign's
-- clock and always passed in: no statement of ours asks the server's clock.

create table unit (
  id uuid primary key,
  parent_id uuid references unit,
  -- The top of the tree this unit belongs to; itself for an organisation.
  organisation_id uuid not null references unit deferrable initially deferred,
  name text not null,
  kind text not null check (kind in ('organisation', 'branch')),
  -- '/<id>/<id>/': a unit and all below it are one prefix.
  path text not null unique,
  unique nulls not distinct (parent_id, name)
);

create table account (
  id uuid primary key,
  -- None for an owner: the installation is older than its first branch, and an owner's reach is all of it.
  unit_id uuid references unit check (unit_id is not null or role = 'owner'),
  name text not null,
  role text not null check (role in ('owner', 'organiser', 'steward', 'caller', 'system')),
  created_at timestamptz not null,
  -- With a password (argon2id) for those who sign in by name; callers come by invitation and have neither.
  login text,
  password_hash text,
  check ((login is null) = (password_hash is null))
);
create unique index account_by_login on account (lower(login));

-- Who did what, for ever: no row is changed or removed (GDPR Art. 32; DOMAIN 3.3).
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  actor_role text not null,
  action text not null,
  thing_kind text not null,
  thing_id text,
  unit_id uuid,
  detail jsonb not null default '{}'
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_rows_stay before update or delete on audit for each row execute function refuse_change();
create trigger audit_stays before truncate on audit for each statement execute function refuse_change();

-- A personal link for one account. Of the token only its SHA-256 is kept. Moments of sign-in are the wall clock's,
-- also in a demo whose campaign lies in 2012.
create table invitation (
  token_hash bytea primary key,
  account_id uuid not null references account,
  campaign_id uuid not null,
  made_by uuid references account,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_by_account on invitation (account_id);

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_account on session (account_id);

-- A list is what one import brought.
create table list (
  id uuid primary key,
  unit_id uuid not null references unit,
  organisation_id uuid not null references unit,
  imported_at timestamptz not null,
  file_hash bytea not null,
  mapping_hash bytea,
  encoding text not null,
  delimiter text not null,
  columns jsonb not null,
  data_rows integer not null,
  distinct_members integer not null,
  duplicate_rows integer not null,
  problem_count integer not null
);
create index list_by_organisation on list (organisation_id, imported_at desc);

-- What was wrong with a row: where and what, never the content of the cell.
create table row_problem (
  list_id uuid not null references list on delete cascade,
  line integer not null,
  column_index integer,
  column_name text,
  code text not null,
  severity text not null
);
create index row_problem_by_list on row_problem (list_id, line);

create table person (
  id uuid primary key,
  -- The unit's own. Like the list below without a reference: each one is checked row by row in a large import.
  organisation_id uuid not null,
  unit_id uuid not null references unit,
  -- 'm:' and the member number, or 'n' where the export has none and name and birth date make the hash below.
  source_key text not null,
  -- Keyed hash of it, by which a block is found again after the person's data are gone.
  source_hash bytea not null,
  member_number text,
  given_name text,
  family_name text,
  salutation text,
  birth_date date,
  postcode text,
  city text,
  -- As the export names it ('Sachsen'), only where it does.
  state_name text,
  joined_on date,
  status text,
  status_kind text not null default 'unknown',
  email text,
  newsletter text,
  last_contacts jsonb not null default '{}',
  -- A block is set by an import and never lifted by one.
  do_not_call boolean not null default false,
  restricted boolean not null default false,
  unusable_numbers smallint not null default 0,
  left_source_at timestamptz,
  list_id uuid not null,
  unique (organisation_id, source_hash)
);
create index person_by_unit on person (unit_id);

-- A telephone number once, whoever has it. The number itself is encrypted; look-ups go by a keyed hash.
create table phone_number (
  id uuid primary key,
  number_hash bytea not null unique,
  number_cipher bytea not null,
  type text not null,
  health text not null default 'unverified'
    check (health in ('unverified', 'reachable', 'suspected', 'invalid', 'replaced')),
  health_tenths smallint not null default 0,
  health_reason text,
  recheck_after timestamptz,
  is_exhausted boolean not null default false
);

create table person_number (
  person_id uuid not null references person on delete cascade,
  number_id uuid not null references phone_number,
  position smallint not null,
  label text,
  raw_cipher bytea not null,
  issues text[] not null default '{}',
  state text not null default 'in-use' check (state in ('in-use', 'wrong-person', 'gone')),
  primary key (person_id, number_id)
);
create index person_number_by_number on person_number (number_id);

-- Who must not be called: outlives the person's data, therefore only hashes (GDPR Art. 21; DOMAIN L18).
create table do_not_call (
  id uuid primary key,
  organisation_id uuid not null references unit,
  source_hash bytea,
  number_hash bytea,
  scope text not null check (scope in ('person', 'line')),
  at timestamptz not null,
  attempt_id uuid,
  check (source_hash is not null or number_hash is not null)
);
create index do_not_call_by_source on do_not_call (organisation_id, source_hash);
create index do_not_call_by_number on do_not_call (organisation_id, number_hash);

create table campaign (
  id uuid primary key,
  organisation_id uuid not null references unit,
  unit_id uuid not null references unit,
  key text not null unique,
  title text not null,
  -- The campaign file, checked (core/campaign/campaign.ts).
  definition jsonb not null,
  -- Counts up with each change of the definition, so that whoever has read it need not read it again.
  version integer not null default 1,
  -- Whom the selection left out and why, as it was opened.
  selection jsonb not null default '{}',
  state text not null check (state in ('prepared', 'running', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- One dialler owns a campaign; every write of it carries the epoch.
  lease_owner text,
  lease_until timestamptz,
  epoch bigint not null default 0
);

-- A person whom a campaign tries to reach, and the decision when and on which number the next try is due.
create table contact (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  person_id uuid not null references person,
  state text not null check (state in ('waiting', 'claimed', 'finished', 'resting', 'stopped')),
  -- 0 a promise, 1 never tried, 1 + n after n tries: the order in which people are served.
  lane smallint not null,
  due_at timestamptz,
  -- Part of the day of the last try ('' before the first): the next one rather falls into another.
  last_part text not null default '',
  -- Order among equals, smaller first: joined most recently, then chance.
  rank double precision not null,
  number_id uuid references phone_number,
  promised_to uuid references account,
  -- Why now, or why not now and when (core/queue/next-try.ts).
  decision jsonb not null default '{}',
  tries smallint not null default 0,
  -- The person first: this index also finds somebody's contacts, and each one less makes a claim cheaper.
  unique (person_id, campaign_id)
);
create index contact_queue on contact (campaign_id, lane, last_part, due_at, rank) where state = 'waiting';
create index contact_due on contact (campaign_id, due_at) where state = 'waiting';

create table shift (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  account_id uuid not null references account,
  joined_at timestamptz not null,
  left_at timestamptz,
  state text not null check (state in ('ready', 'ringing', 'talking', 'wrap-up', 'pause', 'left')),
  since timestamptz not null,
  pause_seconds integer not null default 0,
  asks_for_help boolean not null default false,
  -- How the caller speaks (core/speak-way.ts); null: not chosen yet. The caller's own number is kept nowhere.
  way text check (way in ('browser', 'phone', 'own', 'text'))
);
create index shift_open on shift (campaign_id, state) where left_at is null;
create unique index shift_one_open_per_account on shift (account_id) where left_at is null;

-- The caller's own phone beside the laptop: one a shift. Of code and session the SHA-256 alone is kept; moments are
-- the wall's. Not in table `session`: whoever looks there for a sign-in can never find a phone.
create table paired_phone (
  shift_id uuid primary key references shift,
  code_hash bytea unique,
  code_until timestamptz,
  token_hash bytea unique,
  expires_at timestamptz
);

-- Who has whom now. The two unique keys keep a person and a number in one hand over all campaigns; the third makes a
-- claim idempotent for its caller. No references: the contact's own hold for person and campaign, and checking them
-- again costs more than finding the contact. One row a caller on the phone, so nothing else is indexed.
create table claim (
  person_id uuid primary key,
  number_hash bytea not null unique,
  caller_id uuid not null unique,
  contact_id uuid not null,
  campaign_id uuid not null,
  shift_id uuid not null,
  claimed_at timestamptz not null,
  lease_until timestamptz not null,
  attempt_id uuid
);

create table attempt (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  contact_id uuid not null references contact,
  person_id uuid not null references person,
  number_id uuid not null references phone_number,
  caller_id uuid not null references account,
  shift_id uuid not null references shift,
  trunk_id text not null,
  epoch bigint not null,
  state text not null check (state in ('in-flight', 'settled', 'lost')),
  is_callback boolean not null,
  is_recheck boolean not null,
  part text not null,
  -- Calendar day where the called person is: the caps of tries count by it.
  day date not null,
  why jsonb not null,
  dialled_at timestamptz not null,
  ringing_at timestamptz,
  early_media_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  settled_at timestamptz,
  class text,
  disposition text,
  rule text,
  evidence jsonb,
  -- A lost call waits for its caller's word: "finish your last call first".
  needs_word boolean not null default false
);
create index attempt_by_person on attempt (person_id, dialled_at);
create index attempt_by_number on attempt (number_id, dialled_at);
create index attempt_by_contact on attempt (contact_id);
create index attempt_by_caller on attempt (caller_id, dialled_at);
create index attempt_by_campaign on attempt (campaign_id, dialled_at);
create index attempt_by_trunk on attempt (trunk_id, dialled_at);
create index attempt_by_trunk_end on attempt (trunk_id, ended_at);
create index attempt_in_flight on attempt (campaign_id) where state = 'in-flight';
create index attempt_needs_word on attempt (caller_id) where needs_word;

-- What the caller said of a call. One per attempt; `key` makes sending it twice harmless.
create table outcome (
  attempt_id uuid primary key references attempt,
  key uuid not null unique,
  caller_id uuid not null references account,
  disposition text not null,
  talked_with_member boolean not null,
  reported_at timestamptz not null,
  guide_version integer not null,
  answers jsonb not null default '{}',
  reception text check (reception in ('pleased', 'neutral', 'disturbed')),
  channels text[] not null default '{}',
  offers jsonb not null default '[]',
  newsletter text,
  local_contact boolean,
  note_cipher bytea
);

-- An outcome that its caller took back within ten seconds, as it was: what comes after it corrects it. The number's
-- sign, the promise and the wishes that followed from it are taken back with it.
create table undone_outcome (
  key uuid primary key,
  attempt_id uuid not null references attempt,
  caller_id uuid not null references account,
  undone_at timestamptz not null,
  report jsonb not null,
  note_cipher bytea
);
create index undone_by_attempt on undone_outcome (attempt_id);

-- A promise to ring again. `broken` is one whose time passed without a call: it is still owed.
create table callback (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  contact_id uuid not null references contact,
  person_id uuid not null references person,
  number_id uuid not null references phone_number,
  made_in uuid not null references attempt,
  promised_to uuid not null references account,
  from_at timestamptz not null,
  until_at timestamptz not null,
  state text not null check (state in ('open', 'kept', 'broken')),
  called_in uuid references attempt
);
create index callback_by_contact on callback (contact_id);
create index callback_owed on callback (campaign_id, until_at) where called_in is null;

create table consent (
  id uuid primary key,
  person_id uuid not null references person,
  attempt_id uuid not null references attempt,
  kind text not null,
  wording_version integer not null,
  at timestamptz not null,
  state text not null check (state in ('pending', 'confirmed', 'withdrawn', 'lapsed')),
  unique (attempt_id, kind)
);

-- One sign of a number's health per call (DOMAIN 1.7): what the network said and what the caller reported of it.
create table number_sign (
  attempt_id uuid primary key references attempt,
  number_id uuid not null references phone_number,
  trunk_id text not null,
  at timestamptz not null,
  sign jsonb not null,
  validity text not null check (validity in ('valid', 'void', 'pending'))
);
create index number_sign_by_number on number_sign (number_id, at);
create index number_sign_pending on number_sign (trunk_id, at) where validity = 'pending';

create table trunk_alarm (
  id uuid primary key,
  trunk_id text not null,
  kind text not null,
  -- The window whose signs are void, and until when the trunk rests.
  from_at timestamptz not null,
  until_at timestamptz not null,
  paused_until timestamptz not null,
  detail jsonb not null
);
create index trunk_alarm_by_trunk on trunk_alarm (trunk_id, until_at desc);
