-- Preview: a caller reads who is next, and the call goes out by a tap (app/preview.ts).

-- A claim of a card that is read, and of which nothing rings: no attempt, so that it counts nowhere. The tap makes it the
-- attempt of this id. All three go with the claim.
alter table claim
  add preview_id uuid,
  add preview_trunk text,
  -- Its caller has tapped: the dialler rings it next.
  add tapped_at timestamptz,
  add check ((preview_id is null) = (preview_trunk is null)),
  add check (preview_id is not null or tapped_at is null);

alter table shift
  drop constraint shift_state_check,
  add constraint shift_state_check check (state in ('ready', 'preview', 'ringing', 'talking', 'wrap-up', 'pause', 'left')),
  -- The pause began because nobody tapped for long.
  add preview_lapsed boolean not null default false;

-- Whom a caller skips from a card was never rung: there is no attempt of that id.
alter table skip drop constraint skip_attempt_id_fkey;
