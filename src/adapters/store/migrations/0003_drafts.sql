-- What a caller has filled in of a call whose outcome is not given yet: a lost page, laptop or battery costs nothing.
create table draft (
  attempt_id uuid primary key references attempt,
  caller_id uuid not null references account,
  -- Of two the higher one is newer, whatever came first (web/journal/next-seq.ts).
  seq bigint not null,
  -- Encrypted as a whole and bound to the attempt: answers and notes are the member's.
  body_cipher bytea not null,
  at timestamptz not null
);
create index draft_by_time on draft (at);

-- The outcome takes the place of its draft, in the same transaction, by whatever door it comes.
create function outcome_ends_draft() returns trigger language plpgsql as $$
begin
  delete from draft where attempt_id = new.attempt_id;
  return null;
end $$;
create trigger outcome_ends_draft after insert on outcome for each row execute function outcome_ends_draft();
