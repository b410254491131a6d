-- The spine: everything that is published is a record with versions, language versions and files.

create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create schema parties;
create schema editorial;

create table kernel.audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);
comment on table kernel.audit_event is 'Every change, written in its own transaction. Rows are never updated.';
comment on column kernel.audit_event.actor is 'role and party, or the command-line account';
comment on column kernel.audit_event.subject is 'what was changed, as kind/slug';
create index on kernel.audit_event (subject, id);

create table parties.process (
  singleton boolean primary key default true check (singleton),
  definition jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table parties.process is 'The process that this installation serves, one row: content/process.yaml.';

-- Text search: accents folded, stemmed by language; languages without a stemmer are folded only.
create text search configuration editorial.english (copy = pg_catalog.english);
alter text search configuration editorial.english alter mapping for hword, hword_part, word with public.unaccent, english_stem;
create text search configuration editorial.russian (copy = pg_catalog.russian);
alter text search configuration editorial.russian alter mapping for hword, hword_part, word with public.unaccent, russian_stem;
create text search configuration editorial.plain (copy = pg_catalog.simple);
alter text search configuration editorial.plain alter mapping for hword, hword_part, word with public.unaccent, simple;

-- Written as an expression and not as a string: so PostgreSQL knows what it needs, and a dump restores in the right order.
create function editorial.search_configuration(lang text) returns regconfig
language sql immutable parallel safe
return case lang when 'en' then 'editorial.english'::regconfig when 'ru' then 'editorial.russian'::regconfig else 'editorial.plain'::regconfig end;

create table editorial.record (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  slug text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  unique (kind, slug)
);
comment on column editorial.record.slug is 'the rest of the address after the kind: 32011L0095, ua/3671-vi, 2009/some-slug; never changes its meaning';

create table editorial.version (
  id bigint generated always as identity primary key,
  record_id uuid not null references editorial.record,
  number int not null,
  kind text not null,
  type text,
  status text,
  date text,
  date_from date,
  themes text[] not null default '{}',
  focus text[] not null default '{}',
  states text[] not null default '{}',
  audience text not null default 'public',
  source jsonb,
  added date,
  digest text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  unique (record_id, number)
);
comment on column editorial.version.date is 'of the item itself, with the precision known: 2008, 2008-05, 2008-05-14';
comment on column editorial.version.date_from is 'first day of date, for sorting';
comment on column editorial.version.kind is 'that of the record, repeated for the indexes of lists';
comment on column editorial.version.audience is 'public, network, or body:ID';
comment on column editorial.version.source is 'official source: url, title, checked (date on which the address last answered)';
comment on column editorial.version.added is 'day of addition to the portal when it is earlier than the first publication here';
comment on column editorial.version.digest is 'sha256 over everything that the version holds; equal means nothing changed';
create index on editorial.version (kind, date_from desc, id desc);

create table editorial.language_version (
  id bigint generated always as identity primary key,
  version_id bigint not null references editorial.version,
  lang text not null,
  title text not null,
  short text,
  summary text,
  body text not null default '',
  translates text,
  source_hash text,
  content_hash text not null,
  authenticity text not null default 'unofficial' check (authenticity in ('official', 'unofficial', 'machine')),
  unique (version_id, lang)
);
comment on column editorial.language_version.translates is 'language of the source that this translates; null on the source itself';
comment on column editorial.language_version.source_hash is 'content_hash of the source text that was translated';
comment on column editorial.language_version.content_hash is 'sha256 over title, short, summary and body';
create index on editorial.language_version (lower(title) text_pattern_ops);

create table editorial.block (
  language_version_id bigint not null references editorial.language_version,
  position int not null,
  anchor text not null,
  kind text not null,
  level int,
  section text,
  heading text,
  lang text not null,
  html text not null,
  text text not null,
  tsv tsvector not null generated always as (to_tsvector(editorial.search_configuration(lang), text)) stored,
  primary key (language_version_id, position)
);
comment on table editorial.block is 'The body cut at its top level, sanitised: what pages show, permalinks address, and search quotes.';
comment on column editorial.block.section is 'anchor of the heading above';

create table editorial.relation (
  version_id bigint not null references editorial.version,
  position int not null,
  type text not null,
  target_kind text not null,
  target_slug text not null,
  primary key (version_id, position)
);
create index on editorial.relation (target_kind, target_slug);

create table editorial.identifier (
  version_id bigint not null references editorial.version,
  scheme text not null,
  value text not null,
  normalized text not null,
  primary key (version_id, scheme, normalized)
);
comment on column editorial.identifier.normalized is 'letters and digits only, upper case: what a reader types is compared with this';
create index on editorial.identifier (normalized text_pattern_ops);

create table editorial.file (
  id uuid primary key default gen_random_uuid(),
  record_id uuid not null references editorial.record,
  path text not null,
  unique (record_id, path)
);
comment on table editorial.file is 'A file under a stable address; what is served there is its newest published revision.';

create table editorial.file_revision (
  id bigint generated always as identity primary key,
  file_id uuid not null references editorial.file,
  number int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  media_type text not null,
  lang text,
  title jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (file_id, number)
);
create index on editorial.file_revision (sha256);

create table editorial.version_file (
  version_id bigint not null references editorial.version,
  position int not null,
  file_revision_id bigint not null references editorial.file_revision,
  primary key (version_id, position)
);
create index on editorial.version_file (file_revision_id);

create table editorial.file_page (
  file_revision_id bigint not null references editorial.file_revision,
  position int not null,
  page int,
  lang text not null,
  text text not null,
  tsv tsvector not null generated always as (to_tsvector(editorial.search_configuration(lang), text)) stored,
  primary key (file_revision_id, position)
);
comment on table editorial.file_page is 'Text extracted from a file, a page a row where the format has pages.';

create table editorial.publication (
  version_id bigint primary key references editorial.version,
  record_id uuid not null references editorial.record,
  visible_from timestamptz not null,
  visible_until timestamptz not null default 'infinity',
  audience text not null,
  first_visible_from timestamptz not null,
  published_at timestamptz not null default now(),
  published_by text not null,
  correction jsonb,
  check (visible_from <= visible_until)
);
comment on table editorial.publication is 'A version is shown from visible_from (in the future: scheduled or under embargo) until the next one takes over or the record is withdrawn.';
comment on column editorial.publication.audience is 'that of the version, repeated: the row rule of what is public looks at this table alone';
comment on column editorial.publication.first_visible_from is 'when any version of the record was first shown';
comment on column editorial.publication.correction is 'a publicly noted correction: text in languages; null when minor';
create index on editorial.publication (record_id, visible_from);
create index on editorial.publication (visible_from) where visible_until = 'infinity';

create table editorial.withdrawal (
  record_id uuid primary key references editorial.record,
  withdrawn_at timestamptz not null default now(),
  withdrawn_by text not null,
  reason jsonb not null,
  successor_kind text,
  successor_slug text,
  titles jsonb not null,
  was_public boolean not null
);
comment on table editorial.withdrawal is 'The tombstone of a record. The public sees those that were public once.';
comment on column editorial.withdrawal.titles is 'what the tombstone calls the record: the titles last shown, by language';

create table editorial.search_document (
  id bigint generated always as identity primary key,
  version_id bigint not null references editorial.version,
  record_id uuid not null references editorial.record,
  language_version_id bigint references editorial.language_version,
  file_revision_id bigint references editorial.file_revision,
  part int not null default 0,
  first_position int not null default 0,
  last_position int not null default 0,
  lang text not null,
  kind text not null,
  type text,
  date_from date not null,
  themes text[] not null,
  focus text[] not null,
  states text[] not null,
  audience text not null,
  readable text[] not null,
  title_words tsvector not null,
  title_tsv tsvector not null,
  tsv tsvector not null,
  check (num_nonnulls(language_version_id, file_revision_id) = 1)
) with (toast_tuple_target = 512);
-- Candidates are compared by their titles first: those stay in the row, the long vectors stand apart, quick to unpack.
alter table editorial.search_document alter column title_tsv set storage main, alter column title_words set storage external, alter column tsv set storage external;
comment on table editorial.search_document is 'What search can find: a row for each language version or file of a published version, several for a long one.';
comment on column editorial.search_document.part is 'long texts are cut, since a vector keeps the places of 16,383 words only; positions are those of its blocks or pages';
comment on column editorial.search_document.readable is 'languages that the record can be read in';
comment on column editorial.search_document.title_words is 'words of the titles as written, not stemmed: what is being typed is compared with their beginnings';
comment on column editorial.search_document.title_tsv is 'A the usual short title, B the full title, C identifiers';
comment on column editorial.search_document.tsv is 'A titles and identifiers, B summary, headings and names of States, C text, D text of a file';
-- Search of a frequent word looks at the newest texts only: the date stands in the same index, and the histogram tells how far back to look.
alter table editorial.search_document alter column date_from set statistics 1000;
create index search_document_tsv on editorial.search_document using gin (tsv, date_from) with (fastupdate = off);
create index search_document_title on editorial.search_document using gin (title_tsv, date_from) with (fastupdate = off);
create index search_document_words on editorial.search_document using gin (title_words) with (fastupdate = off);
create index on editorial.search_document (version_id);
create index on editorial.search_document (record_id);

create table editorial.glossary_term (
  id text not null,
  lang text not null,
  term text not null,
  variant boolean not null,
  definition text,
  position int not null,
  stems text not null generated always as (phraseto_tsquery(editorial.search_configuration(lang), translate(term, '-/', '  '))::text) stored,
  primary key (id, lang, position)
);
comment on table editorial.glossary_term is 'The bilingual glossary: preferred terms and their variants, by concept and language.';
comment on column editorial.glossary_term.stems is 'the term with its words stemmed: equal to that of any inflected form';
create index on editorial.glossary_term (stems);
create index on editorial.glossary_term using gin (term public.gin_trgm_ops);

create table editorial.word (
  word text not null,
  lang text not null,
  folded text not null,
  texts int not null,
  primary key (word, lang)
);
comment on table editorial.word is 'Words of published texts with the number of texts that use them, for suggestions and corrections.';
comment on column editorial.word.folded is 'without accents';
create index on editorial.word using gin (folded public.gin_trgm_ops);
create index on editorial.word (folded text_pattern_ops);
