-- What happens to a version before it is shown: each step a row with its author and its moment.

create table editorial.step (
  id bigint generated always as identity primary key,
  version_id bigint not null references editorial.version,
  step text not null check (step in ('saved', 'submitted', 'returned', 'approved')),
  taken_at timestamptz not null default clock_timestamp(),
  taken_by text not null,
  person text,
  remark text check ((step = 'returned') = (remark is not null))
);
comment on table editorial.step is 'The way of a version through writing and review; the last step is where it stands until it is shown (src/domains/editorial/lifecycle.ts).';
comment on column editorial.step.taken_by is 'role and party, never a person''s name';
comment on column editorial.step.person is 'identifier of the account, by which nobody approves the own text; null once it is erased';
comment on column editorial.step.remark is 'what is to be changed';
create index on editorial.step (version_id, id);

create table editorial.review_waiver (
  kind text primary key,
  waived_at timestamptz not null default clock_timestamp(),
  waived_by text not null
);
comment on table editorial.review_waiver is 'Kinds of record for which no second pair of eyes is asked for; for every other kind it is.';
