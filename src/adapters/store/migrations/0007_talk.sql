-- What a talk needs to know: in which language, how many places an offer has left, and to which words somebody said yes.

alter table person
  -- ISO 639-1, where the export says it.
  add language text check (language ~ '^[a-z]{2}$');

alter table consent
  -- The words as they were read aloud, for a version alone proves nothing once the file is gone (Art. 7 (1) GDPR).
  add wording_text text;

-- Who said yes to an offer is asked at every step of a call that has an offer with few places.
create index outcome_by_offer on outcome using gin (offers jsonb_path_ops);
