-- What each kind of record knows beyond the spine.

create schema library;
create schema legislation;
create schema research;
create schema meetings;

create table library.document (
  version_id bigint primary key references editorial.version,
  celex text,
  number text,
  institutions text[] not null default '{}',
  oj text,
  published text,
  in_force text,
  applies text,
  ended text
);
comment on table library.document is 'EU and international policy documents.';
comment on column library.document.celex is 'CELEX number: sector, year, type letter, number';
comment on column library.document.oj is 'reference to the Official Journal';
comment on column library.document.applies is 'first day of application, when later than entry into force';

create table legislation.act (
  version_id bigint primary key references editorial.version,
  state text not null,
  number text,
  issuer text not null,
  in_force text,
  ended text
);
comment on table legislation.act is 'Acts of the States. Their provisions are the blocks of the language versions, by anchor.';

create table research.publication (
  version_id bigint primary key references editorial.version,
  authors jsonb not null default '[]',
  publisher jsonb,
  isbn text,
  doi text,
  pages int
);
comment on column research.publication.authors is 'institutions: a list of texts in languages';

create table meetings.meeting (
  version_id bigint primary key references editorial.version,
  starts text not null,
  ends text,
  time_zone text,
  place jsonb,
  country text,
  host jsonb,
  body text
);
comment on column meetings.meeting.starts is 'local date or date-time in time_zone, as announced';
comment on column meetings.meeting.body is 'id of the governing body in the process definition';
