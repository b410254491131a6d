-- Who speaks for whom: a person in a role for a party, from a day to a day. Rights come from mandates and from nothing else.

create table parties.mandate (
  id bigint generated always as identity primary key,
  person uuid,
  party text not null,
  role text not null check (role in ('administrator', 'officer', 'author', 'translator', 'coordinator', 'member', 'reader')),
  body text,
  starts date not null,
  ends date check (ends >= starts),
  alternate_of bigint references parties.mandate,
  given_at timestamptz not null default now(),
  given_by text not null,
  check ((role = 'member') = (body is not null)),
  check (alternate_of is null or role in ('coordinator', 'member'))
);
comment on table parties.mandate is 'A person speaks for a party in a role. Begins and ends by its days, where the process has its seat; rows are never updated, except that an erased person leaves them.';
comment on column parties.mandate.person is 'null once the person was erased: the party keeps its history';
comment on column parties.mandate.party is 'code of a State, id of a partner, or secretariat, as in the process definition';
comment on column parties.mandate.body is 'of governing members: the body of the process definition';
comment on column parties.mandate.ends is 'the last day; null: until further notice';
comment on column parties.mandate.alternate_of is 'the mandate of whom this person stands in for: same party, role and body';
comment on column parties.mandate.given_by is 'role and party, or the command line';
create index on parties.mandate (person);
create index on parties.mandate (party, role);

create table parties.mandate_ending (
  mandate_id bigint primary key references parties.mandate,
  ends date not null,
  decided_at timestamptz not null default now(),
  decided_by text not null
);
comment on table parties.mandate_ending is 'Somebody let a mandate end earlier than was said when it was given.';
comment on column parties.mandate_ending.ends is 'the last day; the day before the first one when the mandate never begins';
