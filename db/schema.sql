-- Generated from the migrations by npm run generate; not executed.

-- table editorial.block: The body cut at its top level, sanitised: what pages show, permalinks address, and search quotes.
  language_version_id bigint not null
  position integer not null
  anchor text not null
  kind text not null
  level integer
  section text -- anchor of the heading above
  heading text
  lang text not null
  html text not null
  text text not null
  tsv tsvector not null generated always as (to_tsvector(editorial.search_configuration(lang), text)) stored
  FOREIGN KEY (language_version_id) REFERENCES editorial.language_version(id)
  PRIMARY KEY (language_version_id, "position")
  CREATE UNIQUE INDEX block_pkey ON editorial.block USING btree (language_version_id, "position")

-- table editorial.file: A file under a stable address; what is served there is its newest published revision.
  id uuid not null default gen_random_uuid()
  record_id uuid not null
  path text not null
  PRIMARY KEY (id)
  FOREIGN KEY (record_id) REFERENCES editorial.record(id)
  UNIQUE (record_id, path)
  CREATE UNIQUE INDEX file_pkey ON editorial.file USING btree (id)
  CREATE UNIQUE INDEX file_record_id_path_key ON editorial.file USING btree (record_id, path)

-- table editorial.file_page: Text extracted from a file, a page a row where the format has pages.
  file_revision_id bigint not null
  position integer not null
  page integer
  lang text not null
  text text not null
  tsv tsvector not null generated always as (to_tsvector(editorial.search_configuration(lang), text)) stored
  FOREIGN KEY (file_revision_id) REFERENCES editorial.file_revision(id)
  PRIMARY KEY (file_revision_id, "position")
  CREATE UNIQUE INDEX file_page_pkey ON editorial.file_page USING btree (file_revision_id, "position")

-- table editorial.file_revision
  id bigint not null generated always as identity
  file_id uuid not null
  number integer not null
  sha256 text not null
  bytes bigint not null
  media_type text not null
  lang text
  title jsonb not null default '{}'::jsonb
  created_at timestamp with time zone not null default now()
  FOREIGN KEY (file_id) REFERENCES editorial.file(id)
  UNIQUE (file_id, number)
  PRIMARY KEY (id)
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
  CREATE UNIQUE INDEX file_revision_file_id_number_key ON editorial.file_revision USING btree (file_id, number)
  CREATE UNIQUE INDEX file_revision_pkey ON editorial.file_revision USING btree (id)
  CREATE INDEX file_revision_sha256_idx ON editorial.file_revision USING btree (sha256)

-- table editorial.glossary_term: The bilingual glossary: preferred terms and their variants, by concept and language.
  id text not null
  lang text not null
  term text not null
  variant boolean not null
  definition text
  position integer not null
  stems text not null generated always as ((phraseto_tsquery(editorial.search_configuration(lang), translate(term, '-/'::text, '  '::text)))::text) stored -- the term with its words stemmed: equal to that of any inflected form
  PRIMARY KEY (id, lang, "position")
  CREATE UNIQUE INDEX glossary_term_pkey ON editorial.glossary_term USING btree (id, lang, "position")
  CREATE INDEX glossary_term_stems_idx ON editorial.glossary_term USING btree (stems)
  CREATE INDEX glossary_term_term_idx ON editorial.glossary_term USING gin (term gin_trgm_ops)

-- table editorial.identifier
  version_id bigint not null
  scheme text not null
  value text not null
  normalized text not null -- letters and digits only, upper case: what a reader types is compared with this
  PRIMARY KEY (version_id, scheme, normalized)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE INDEX identifier_normalized_idx ON editorial.identifier USING btree (normalized text_pattern_ops)
  CREATE UNIQUE INDEX identifier_pkey ON editorial.identifier USING btree (version_id, scheme, normalized)

-- table editorial.language_version
  id bigint not null generated always as identity
  version_id bigint not null
  lang text not null
  title text not null
  short text
  summary text
  body text not null default ''::text
  translates text -- language of the source that this translates; null on the source itself
  source_hash text -- content_hash of the source text that was translated
  content_hash text not null -- sha256 over title, short, summary and body
  authenticity text not null default 'unofficial'::text
  CHECK ((authenticity = ANY (ARRAY['official'::text, 'unofficial'::text, 'machine'::text])))
  PRIMARY KEY (id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  UNIQUE (version_id, lang)
  CREATE INDEX language_version_lower_idx ON editorial.language_version USING btree (lower(title) text_pattern_ops)
  CREATE UNIQUE INDEX language_version_pkey ON editorial.language_version USING btree (id)
  CREATE UNIQUE INDEX language_version_version_id_lang_key ON editorial.language_version USING btree (version_id, lang)

-- table editorial.publication: A version is shown from visible_from (in the future: scheduled or under embargo) until the next one takes over or the record is withdrawn.
  version_id bigint not null
  record_id uuid not null
  visible_from timestamp with time zone not null
  visible_until timestamp with time zone not null default 'infinity'::timestamp with time zone
  audience text not null -- that of the version, repeated: the row rule of what is public looks at this table alone
  first_visible_from timestamp with time zone not null -- when any version of the record was first shown
  published_at timestamp with time zone not null default now()
  published_by text not null
  correction jsonb -- a publicly noted correction: text in languages; null when minor
  CHECK ((visible_from <= visible_until))
  PRIMARY KEY (version_id)
  FOREIGN KEY (record_id) REFERENCES editorial.record(id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX publication_pkey ON editorial.publication USING btree (version_id)
  CREATE INDEX publication_record_id_visible_from_idx ON editorial.publication USING btree (record_id, visible_from)
  CREATE INDEX publication_visible_from_idx ON editorial.publication USING btree (visible_from) WHERE (visible_until = 'infinity'::timestamp with time zone)
  CREATE INDEX publication_visible_from_record_id_idx ON editorial.publication USING btree (visible_from, record_id)
  CREATE INDEX publication_visible_until_record_id_idx ON editorial.publication USING btree (visible_until, record_id) WHERE (visible_until < 'infinity'::timestamp with time zone)

-- table editorial.record
  id uuid not null default gen_random_uuid()
  kind text not null
  slug text not null -- the rest of the address after the kind: 32011L0095, ua/3671-vi, 2009/some-slug; never changes its meaning
  created_at timestamp with time zone not null default now()
  created_by text not null
  UNIQUE (kind, slug)
  PRIMARY KEY (id)
  CREATE UNIQUE INDEX record_kind_slug_key ON editorial.record USING btree (kind, slug)
  CREATE UNIQUE INDEX record_pkey ON editorial.record USING btree (id)

-- table editorial.redirect: Addresses that used to be: each leads to where its matter is now.
  address text not null -- path, with query when it mattered, as it was asked for
  target text not null -- an address of this portal, with or without its language, or another site
  CHECK ((address ~~ '/%'::text))
  PRIMARY KEY (address)
  CHECK (((target ~~ '/%'::text) OR (target ~ '^https?://'::text)))
  CREATE UNIQUE INDEX redirect_pkey ON editorial.redirect USING btree (address)

-- table editorial.relation
  version_id bigint not null
  position integer not null
  type text not null
  target_kind text not null
  target_slug text not null
  PRIMARY KEY (version_id, "position")
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX relation_pkey ON editorial.relation USING btree (version_id, "position")
  CREATE INDEX relation_target_kind_target_slug_idx ON editorial.relation USING btree (target_kind, target_slug)

-- table editorial.review_waiver: Kinds of record for which no second pair of eyes is asked for; for every other kind it is.
  kind text not null
  waived_at timestamp with time zone not null default clock_timestamp()
  waived_by text not null
  PRIMARY KEY (kind)
  CREATE UNIQUE INDEX review_waiver_pkey ON editorial.review_waiver USING btree (kind)

-- table editorial.search_document: What search can find: a row for each language version or file of a published version, several for a long one.
  id bigint not null generated always as identity
  version_id bigint not null
  record_id uuid not null
  language_version_id bigint
  file_revision_id bigint
  part integer not null default 0 -- long texts are cut, since a vector keeps the places of 16,383 words only; positions are those of its blocks or pages
  first_position integer not null default 0
  last_position integer not null default 0
  lang text not null
  kind text not null
  type text
  date_from date not null
  themes text[] not null
  focus text[] not null
  states text[] not null
  audience text not null
  readable text[] not null -- languages that the record can be read in
  title_words tsvector not null -- words of the titles as written, not stemmed: what is being typed is compared with their beginnings
  title_tsv tsvector not null -- A the usual short title, B the full title, C identifiers
  tsv tsvector not null -- A titles and identifiers, B summary, headings and names of States, C text, D text of a file
  CHECK ((num_nonnulls(language_version_id, file_revision_id) = 1))
  FOREIGN KEY (file_revision_id) REFERENCES editorial.file_revision(id)
  FOREIGN KEY (language_version_id) REFERENCES editorial.language_version(id)
  PRIMARY KEY (id)
  FOREIGN KEY (record_id) REFERENCES editorial.record(id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX search_document_pkey ON editorial.search_document USING btree (id)
  CREATE INDEX search_document_record_id_idx ON editorial.search_document USING btree (record_id)
  CREATE INDEX search_document_title ON editorial.search_document USING gin (title_tsv, date_from) WITH (fastupdate=off)
  CREATE INDEX search_document_tsv ON editorial.search_document USING gin (tsv, date_from) WITH (fastupdate=off)
  CREATE INDEX search_document_version_id_idx ON editorial.search_document USING btree (version_id)
  CREATE INDEX search_document_words ON editorial.search_document USING gin (title_words) WITH (fastupdate=off)

-- table editorial.step: The way of a version through writing and review; the last step is where it stands until it is shown (src/domains/editorial/lifecycle.ts).
  id bigint not null generated always as identity
  version_id bigint not null
  step text not null
  taken_at timestamp with time zone not null default clock_timestamp()
  taken_by text not null -- role and party, never a person's name
  person text -- identifier of the account, by which nobody approves the own text; null once it is erased
  remark text -- what is to be changed
  CHECK (((step = 'returned'::text) = (remark IS NOT NULL)))
  PRIMARY KEY (id)
  CHECK ((step = ANY (ARRAY['saved'::text, 'submitted'::text, 'returned'::text, 'approved'::text])))
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX step_pkey ON editorial.step USING btree (id)
  CREATE INDEX step_version_id_id_idx ON editorial.step USING btree (version_id, id)

-- table editorial.version
  id bigint not null generated always as identity
  record_id uuid not null
  number integer not null
  kind text not null -- that of the record, repeated for the indexes of lists
  type text
  status text
  date text -- of the item itself, with the precision known: 2008, 2008-05, 2008-05-14
  date_from date -- first day of date, for sorting
  themes text[] not null default '{}'::text[]
  focus text[] not null default '{}'::text[]
  states text[] not null default '{}'::text[]
  audience text not null default 'public'::text -- public, network, or body:ID
  source jsonb -- official source: url, title, checked (date on which the address last answered)
  added date -- day of addition to the portal when it is earlier than the first publication here
  digest text not null -- sha256 over everything that the version holds; equal means nothing changed
  created_at timestamp with time zone not null default now()
  created_by text not null
  PRIMARY KEY (id)
  FOREIGN KEY (record_id) REFERENCES editorial.record(id)
  UNIQUE (record_id, number)
  CREATE INDEX version_kind_date_from_id_idx ON editorial.version USING btree (kind, date_from DESC, id DESC)
  CREATE UNIQUE INDEX version_pkey ON editorial.version USING btree (id)
  CREATE UNIQUE INDEX version_record_id_number_key ON editorial.version USING btree (record_id, number)

-- table editorial.version_file
  version_id bigint not null
  position integer not null
  file_revision_id bigint not null
  FOREIGN KEY (file_revision_id) REFERENCES editorial.file_revision(id)
  PRIMARY KEY (version_id, "position")
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE INDEX version_file_file_revision_id_idx ON editorial.version_file USING btree (file_revision_id)
  CREATE UNIQUE INDEX version_file_pkey ON editorial.version_file USING btree (version_id, "position")

-- table editorial.withdrawal: The tombstone of a record. The public sees those that were public once.
  record_id uuid not null
  withdrawn_at timestamp with time zone not null default now()
  withdrawn_by text not null
  reason jsonb not null
  successor_kind text
  successor_slug text
  titles jsonb not null -- what the tombstone calls the record: the titles last shown, by language
  was_public boolean not null
  themes text[] not null default '{}'::text[] -- those of the version last shown, as are focus and states
  focus text[] not null default '{}'::text[]
  states text[] not null default '{}'::text[]
  PRIMARY KEY (record_id)
  FOREIGN KEY (record_id) REFERENCES editorial.record(id)
  CREATE UNIQUE INDEX withdrawal_pkey ON editorial.withdrawal USING btree (record_id)
  CREATE INDEX withdrawal_withdrawn_at_record_id_idx ON editorial.withdrawal USING btree (withdrawn_at, record_id)

-- table editorial.word: Words of published texts with the number of texts that use them, for suggestions and corrections.
  word text not null
  lang text not null
  folded text not null -- without accents
  texts integer not null
  PRIMARY KEY (word, lang)
  CREATE INDEX word_folded_idx ON editorial.word USING gin (folded gin_trgm_ops)
  CREATE INDEX word_folded_idx1 ON editorial.word USING btree (folded text_pattern_ops)
  CREATE UNIQUE INDEX word_pkey ON editorial.word USING btree (word, lang)

-- table kernel.audit_event: Every change, written in its own transaction. Rows are never updated.
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  actor text not null -- role and party, or the command-line account
  action text not null
  subject text not null -- what was changed, as kind/slug
  details jsonb not null default '{}'::jsonb
  PRIMARY KEY (id)
  TRIGGER DEFERRABLE INITIALLY DEFERRED
  CREATE UNIQUE INDEX audit_event_pkey ON kernel.audit_event USING btree (id)
  CREATE INDEX audit_event_subject_id_idx ON kernel.audit_event USING btree (subject, id)

-- table kernel.audit_link: The chain of audit events, in the order in which their transactions were committed. Rows are never updated.
  position bigint not null -- counted from 1 without a gap
  event_id bigint not null
  previous bytea not null -- hash of the link before; empty on the first
  hash bytea not null -- kernel.audit_hash of the event and previous
  UNIQUE (event_id)
  CHECK ((length(hash) = 32))
  PRIMARY KEY ("position")
  CREATE UNIQUE INDEX audit_link_event_id_key ON kernel.audit_link USING btree (event_id)
  CREATE UNIQUE INDEX audit_link_pkey ON kernel.audit_link USING btree ("position")

-- table kernel.migration: The numbered files of db/migrations that this database has seen; views/* stands for the whole of db/views.
  name text not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()
  PRIMARY KEY (name)
  CREATE UNIQUE INDEX migration_pkey ON kernel.migration USING btree (name)

-- table kernel.secret: Random keys shared by all nodes: what signs resumption tokens. Never exported, never readable for the public role.
  name text not null
  value bytea not null
  PRIMARY KEY (name)
  CREATE UNIQUE INDEX secret_pkey ON kernel.secret USING btree (name)

-- table legislation.act: Acts of the States. Their provisions are the blocks of the language versions, by anchor.
  version_id bigint not null
  state text not null
  number text
  issuer text not null
  in_force text
  ended text
  PRIMARY KEY (version_id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX act_pkey ON legislation.act USING btree (version_id)

-- table library.document: EU and international policy documents.
  version_id bigint not null
  celex text -- CELEX number: sector, year, type letter, number
  number text
  institutions text[] not null default '{}'::text[]
  oj text -- reference to the Official Journal
  published text
  in_force text
  applies text -- first day of application, when later than entry into force
  ended text
  PRIMARY KEY (version_id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX document_pkey ON library.document USING btree (version_id)

-- table meetings.meeting
  version_id bigint not null
  starts text not null -- local date or date-time in time_zone, as announced
  ends text
  time_zone text
  place jsonb
  country text
  host jsonb
  body text -- id of the governing body in the process definition
  PRIMARY KEY (version_id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX meeting_pkey ON meetings.meeting USING btree (version_id)

-- table parties.mandate: A person speaks for a party in a role. Begins and ends by its days, where the process has its seat; rows are never updated, except that an erased person leaves them.
  id bigint not null generated always as identity
  person uuid -- null once the person was erased: the party keeps its history
  party text not null -- code of a State, id of a partner, or secretariat, as in the process definition
  role text not null
  body text -- of governing members: the body of the process definition
  starts date not null
  ends date -- the last day; null: until further notice
  alternate_of bigint -- the mandate of whom this person stands in for: same party, role and body
  given_at timestamp with time zone not null default now()
  given_by text not null -- role and party, or the command line
  FOREIGN KEY (alternate_of) REFERENCES parties.mandate(id)
  CHECK ((ends >= starts))
  CHECK (((role = 'member'::text) = (body IS NOT NULL)))
  CHECK (((alternate_of IS NULL) OR (role = ANY (ARRAY['coordinator'::text, 'member'::text]))))
  PRIMARY KEY (id)
  CHECK ((role = ANY (ARRAY['administrator'::text, 'officer'::text, 'author'::text, 'translator'::text, 'coordinator'::text, 'member'::text, 'reader'::text])))
  CREATE INDEX mandate_party_role_idx ON parties.mandate USING btree (party, role)
  CREATE INDEX mandate_person_idx ON parties.mandate USING btree (person)
  CREATE UNIQUE INDEX mandate_pkey ON parties.mandate USING btree (id)

-- table parties.mandate_ending: Somebody let a mandate end earlier than was said when it was given.
  mandate_id bigint not null
  ends date not null -- the last day; the day before the first one when the mandate never begins
  decided_at timestamp with time zone not null default now()
  decided_by text not null
  FOREIGN KEY (mandate_id) REFERENCES parties.mandate(id)
  PRIMARY KEY (mandate_id)
  CREATE UNIQUE INDEX mandate_ending_pkey ON parties.mandate_ending USING btree (mandate_id)

-- table parties.process: The process that this installation serves, one row: content/process.yaml.
  singleton boolean not null default true
  definition jsonb not null
  changed_at timestamp with time zone not null default now()
  PRIMARY KEY (singleton)
  CHECK (singleton)
  CREATE UNIQUE INDEX process_pkey ON parties.process USING btree (singleton)

-- view published.file
  id uuid
  record_id uuid
  version_id bigint
  position integer
  path text
  revision_id bigint
  number integer
  sha256 text
  bytes bigint
  media_type text
  lang text
  title jsonb
  created_at timestamp with time zone

-- view published.process
  definition jsonb
  changed_at timestamp with time zone

-- view published.search_document
  id bigint
  version_id bigint
  record_id uuid
  language_version_id bigint
  file_revision_id bigint
  part integer
  first_position integer
  last_position integer
  lang text
  kind text
  type text
  date_from date
  themes text[]
  focus text[]
  states text[]
  audience text
  readable text[]
  title_words tsvector
  title_tsv tsvector
  tsv tsvector

-- view published.showing: Versions that have an address: the one that everybody may read now, and those that stood before it. For these addresses alone.
  version_id bigint
  record_id uuid
  kind text
  slug text
  number integer
  first_visible_from timestamp with time zone
  visible_from timestamp with time zone
  visible_until timestamp with time zone -- null on the current version, also when its successor is scheduled
  correction jsonb
  current boolean

-- view published.text
  id bigint
  version_id bigint
  lang text
  title text
  short text
  summary text
  body text
  translates text
  source_hash text
  content_hash text
  authenticity text

-- view published.tombstone
  record_id uuid
  kind text
  slug text
  withdrawn_at timestamp with time zone
  reason jsonb
  successor_kind text
  successor_slug text
  titles jsonb
  themes text[]
  focus text[]
  states text[]

-- view published.version: Versions that everybody may read now; the condition is repeated from the row rule, so that the owner of the tables sees the same.
  id bigint
  record_id uuid
  slug text
  kind text
  number integer
  type text
  status text
  date text
  date_from date
  themes text[]
  focus text[]
  states text[]
  source jsonb
  added date
  updated_at timestamp with time zone
  correction jsonb

-- table research.publication
  version_id bigint not null
  authors jsonb not null default '[]'::jsonb -- institutions: a list of texts in languages
  publisher jsonb
  isbn text
  doi text
  pages integer
  PRIMARY KEY (version_id)
  FOREIGN KEY (version_id) REFERENCES editorial.version(id)
  CREATE UNIQUE INDEX publication_pkey ON research.publication USING btree (version_id)

CREATE OR REPLACE FUNCTION editorial.search_configuration(lang text)
 RETURNS regconfig
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE lang WHEN 'en'::text THEN 'editorial.english'::regconfig WHEN 'ru'::text THEN 'editorial.russian'::regconfig ELSE 'editorial.plain'::regconfig END


CREATE OR REPLACE FUNCTION editorial.was_public(version bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM (editorial.publication q
              JOIN editorial.publication p ON ((p.record_id = q.record_id)))
           WHERE ((q.version_id = was_public.version) AND (q.audience = 'public'::text) AND (q.visible_from < q.visible_until) AND (q.visible_until <= now()) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now())))) AS "exists";
END


CREATE OR REPLACE FUNCTION kernel.audit_hash(event kernel.audit_event, previous bytea)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
RETURN sha256(convert_to((((((((((((((('{"action":'::text || to_json((event).action)) || ',"actor":'::text) || to_json((event).actor)) || ',"at":"'::text) || to_char(((event).at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text)) || '","details":'::text) || kernel.canonical_json((event).details)) || ',"id":'::text) || (event).id) || ',"previous":"'::text) || encode(previous, 'hex'::text)) || '","subject":'::text) || to_json((event).subject)) || '}'::text), 'UTF8'::name))


CREATE OR REPLACE FUNCTION kernel.canonical_json(value jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
begin
  case jsonb_typeof(value)
    when 'object' then
      if octet_length(value::text) = length(value::text) then
        return (select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || case when jsonb_typeof(m.value) = 'string' then m.value::text else kernel.canonical_json(m.value) end, ','
          order by m.key collate "C"), '') || '}' from jsonb_each(value) m);
      end if;
      return (select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || kernel.canonical_json(m.value), ',' order by kernel.utf16_order(m.key)), '') || '}' from jsonb_each(value) m);
    when 'array' then
      return (select '[' || coalesce(string_agg(kernel.canonical_json(e.value), ',' order by e.place), '') || ']' from jsonb_array_elements(value) with ordinality as e(value, place));
    when 'number' then
      return case when value::text ~ '^-?[0-9]{1,15}$' then value::text else kernel.canonical_number((value #>> '{}')::numeric) end;
    else
      return value::text;
  end case;
end $function$


CREATE OR REPLACE FUNCTION kernel.canonical_number(value numeric)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
 SET extra_float_digits TO '1'
AS $function$
declare
  written constant text[] := regexp_match(abs(value::float8)::text, '^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$');
  every constant text := written[1] || coalesce(written[2], '');
  digits constant text := trim(both '0' from every);
  n constant int := length(written[1]) + coalesce(written[3]::int, 0) - (length(every) - length(ltrim(every, '0')));
  k constant int := length(digits);
begin
  if k = 0 then return '0'; end if;
  return case when value < 0 then '-' else '' end || case
    when n between k and 21 then digits || repeat('0', n - k)
    when n between 1 and 21 then left(digits, n) || '.' || substr(digits, n + 1)
    when n between -5 and 0 then '0.' || repeat('0', -n) || digits
    else left(digits, 1) || case when k > 1 then '.' || substr(digits, 2) else '' end || 'e' || case when n > 0 then '+' else '-' end || abs(n - 1)
  end;
end $function$


CREATE OR REPLACE FUNCTION kernel.link_audit_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  last_position bigint;
  last_hash bytea;
begin
  perform pg_advisory_xact_lock(7304226);
  select l.position, l.hash into last_position, last_hash from kernel.audit_link l order by l.position desc limit 1;
  last_hash := coalesce(last_hash, '');
  insert into kernel.audit_link (position, event_id, previous, hash) values (coalesce(last_position, 0) + 1, new.id, last_hash, kernel.audit_hash(new, last_hash));
  return null;
end $function$


CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception '%.% is only ever added to', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $function$


CREATE OR REPLACE FUNCTION kernel.utf16_order(key text)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
RETURN ARRAY(SELECT CASE WHEN (c.code > 65535) THEN (((55296 * (1048576)::bigint) + c.code) - 65536) ELSE (c.code * (1048576)::bigint) END AS "case" FROM (SELECT ascii(l.letter) AS code, l.place FROM unnest(string_to_array(utf16_order.key, NULL::text)) WITH ORDINALITY l(letter, place)) c ORDER BY c.place)


CREATE OR REPLACE FUNCTION published.departures(since timestamp with time zone, before timestamp with time zone)
 RETURNS TABLE(record_id uuid, kind text, slug text, departed_at timestamp with time zone, themes text[], focus text[], states text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT q.record_id,
     r.kind,
     r.slug,
     q.visible_until,
     v.themes,
     v.focus,
     v.states
    FROM ((editorial.publication q
      JOIN editorial.record r ON ((r.id = q.record_id)))
      JOIN editorial.version v ON ((v.id = q.version_id)))
   WHERE ((q.audience = 'public'::text) AND (q.visible_from < q.visible_until) AND (q.visible_until <= now()) AND ((departures.since IS NULL) OR (q.visible_until >= departures.since)) AND ((departures.before IS NULL) OR (q.visible_until < departures.before)) AND (NOT (EXISTS ( SELECT
            FROM editorial.publication p
           WHERE ((p.record_id = q.record_id) AND (p.audience = 'public'::text) AND (p.visible_from >= q.visible_from) AND (p.visible_from <= now()) AND (p.visible_until > q.visible_until))))) AND (NOT (EXISTS ( SELECT
            FROM editorial.withdrawal w
           WHERE (w.record_id = q.record_id)))));
END


CREATE OR REPLACE FUNCTION published.find_identifiers(exact text[], prefix text, most integer)
 RETURNS TABLE(version_id bigint, normalized text, value text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
BEGIN ATOMIC
 SELECT i.version_id,
     i.normalized,
     i.value
    FROM editorial.identifier i
   WHERE (((i.normalized = ANY (find_identifiers.exact)) OR ((length(find_identifiers.prefix) >= 3) AND (i.normalized ~>=~ find_identifiers.prefix) AND (i.normalized ~<~ (find_identifiers.prefix || chr(1114111))))) AND (EXISTS ( SELECT
            FROM editorial.publication p
           WHERE ((p.version_id = i.version_id) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now())))))
   ORDER BY (i.normalized <> ALL (find_identifiers.exact)), i.normalized
  LIMIT find_identifiers.most;
END


CREATE OR REPLACE FUNCTION published.search_condition(filter jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
declare
  facet record;
  chosen text[];
  condition text := '';
begin
  for facet in select * from (values ('states'), ('themes'), ('focus'), ('readable'), ('kinds')) as f(name) loop
    chosen := array(select jsonb_array_elements_text(filter -> facet.name -> 'values'));
    continue when cardinality(chosen) = 0;
    condition := condition || case
      when facet.name = 'kinds' and filter -> facet.name ->> 'mode' = 'none' then format(' and s.kind <> all (%L::text[])', chosen)
      when facet.name = 'kinds' then format(' and s.kind = any (%L::text[])', chosen)
      when filter -> facet.name ->> 'mode' = 'all' then format(' and s.%I @> %L::text[]', facet.name, chosen)
      when filter -> facet.name ->> 'mode' = 'none' then format(' and not s.%I && %L::text[]', facet.name, chosen)
      else format(' and s.%I && %L::text[]', facet.name, chosen)
    end;
  end loop;
  if filter ->> 'year' is not null then
    condition := condition || format(' and s.date_from between %L::date and %L::date', (filter ->> 'year') || '-01-01', (filter ->> 'year') || '-12-31');
  end if;
  return condition;
end $function$


CREATE OR REPLACE FUNCTION published.search_first(query tsquery, condition text, most integer)
 RETURNS tid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
declare
  places tid[];
begin
  execute format('select array_agg(m.ctid) from (select s.ctid from editorial.search_document s where s.tsv @@ $1 and s.audience = ''public'' %s limit $2 + 1) m', condition)
    into places using query, most;
  return places;
end $function$


CREATE OR REPLACE FUNCTION published.search_matches(query tsquery, without tsquery, versions bigint[], most integer, titled boolean, filter jsonb)
 RETURNS TABLE(id bigint, version_id bigint, record_id uuid, language_version_id bigint, file_revision_id bigint, lang text, kind text, date_from date, themes text[], focus text[], states text[], readable text[], title_tsv tsvector, complete boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  condition constant text := published.search_condition(filter);
  wanted constant tsquery := case when without is null then query else query && !!without end;
  half constant int := most * (case when titled then 3 else 6 end) / 10;
  newest record;
  places tid[];
  named tid[];
  whole boolean;
begin
  select * into newest from published.search_newest(wanted, 'tsv', condition, half);
  places := newest.places;
  whole := coalesce(cardinality(places), 0) < half;
  -- As many as were asked for in so much of the table: when that lets expect not very many in all of it, they are counted.
  if not whole and half / newest.share <= 4 * most then
    places := published.search_first(wanted, condition, most);
    whole := cardinality(places) <= most;
  end if;
  if not whole then
    places := newest.places;
    if titled then
      places := places || (select t.places from published.search_newest(query, 'title_tsv', condition, half) t);
    end if;
  end if;
  if cardinality(versions) > 0 then
    execute format('select array_agg(s.ctid) from editorial.search_document s where s.version_id = any ($1) and s.part = 0 and s.audience = ''public'' %s', condition)
      into named using versions;
    places := places || named;
  end if;
  return query
    select s.id, s.version_id, s.record_id, s.language_version_id, s.file_revision_id, s.lang, s.kind, s.date_from, s.themes, s.focus, s.states, s.readable, s.title_tsv, whole
    from editorial.search_document s
    where s.ctid = any (array(select distinct unnest(places)))
      and (whole or without is null or not s.tsv @@ without)
      and exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now());
end $function$


CREATE OR REPLACE FUNCTION published.search_newest(query tsquery, searched text, condition text, most integer, OUT places tid[], OUT share double precision)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
 SET enable_indexscan TO 'off'
AS $function$
declare
  bounds date[];
  since date;
begin
  select h.histogram_bounds::text::date[] into bounds from pg_stats h where h.schemaname = 'editorial' and h.tablename = 'search_document' and h.attname = 'date_from';
  select least(1, 6.0 * most / greatest(c.reltuples, 1)) into share from pg_class c where c.oid = 'editorial.search_document'::regclass;
  loop
    since := case when share < 0.8 then bounds[1 + floor((1 - share) * (cardinality(bounds) - 1))::int] end;
    execute format('select array_agg(m.ctid) from (
        select s.ctid from editorial.search_document s where s.%I @@ $1 and s.audience = ''public'' %s %s order by s.date_from desc, s.id desc limit $2
      ) m', searched, condition, ' and s.date_from >= ' || quote_literal(since))
      into places using query, most;
    exit when since is null or cardinality(places) >= most;
    share := least(1, greatest(share * 2, share * most * 1.3 / greatest(1, coalesce(cardinality(places), 0))));
  end loop;
end $function$


CREATE OR REPLACE FUNCTION published.search_passages(documents bigint[], anything tsquery, slots tsquery[], most integer)
 RETURNS TABLE(document bigint, anchor text, kind text, heading text, page integer, lang text, passage text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
BEGIN ATOMIC
 SELECT s.id,
     b.anchor,
     b.kind,
     b.heading,
     b.page,
     s.lang,
     b.text
    FROM (editorial.search_document s
      CROSS JOIN LATERAL ( SELECT x."position",
             x.anchor,
             x.kind,
             x.heading,
             x.page,
             x.text,
             x.tsv,
             ( SELECT count(*) AS count
                    FROM unnest(search_passages.slots) q(q)
                   WHERE (x.tsv @@ q.q)) AS slots_found
            FROM (( SELECT b_1."position",
                     b_1.anchor,
                     b_1.kind,
                     b_1.heading,
                     NULL::integer AS page,
                     b_1.text,
                     b_1.tsv
                    FROM editorial.block b_1
                   WHERE ((b_1.language_version_id = s.language_version_id) AND ((b_1."position" >= s.first_position) AND (b_1."position" <= s.last_position)) AND (b_1.tsv @@ search_passages.anything))
                   ORDER BY b_1."position"
                  LIMIT search_passages.most)
                 UNION ALL
                 ( SELECT f."position",
                     NULL::text,
                     'page'::text,
                     NULL::text,
                     f.page,
                     f.text,
                     f.tsv
                    FROM editorial.file_page f
                   WHERE ((f.file_revision_id = s.file_revision_id) AND ((f."position" >= s.first_position) AND (f."position" <= s.last_position)) AND (f.tsv @@ search_passages.anything))
                   ORDER BY f."position"
                  LIMIT search_passages.most)) x
           ORDER BY ( SELECT count(*) AS count
                    FROM unnest(search_passages.slots) q(q)
                   WHERE (x.tsv @@ q.q)) DESC, (x.kind = 'heading'::text), (ts_rank(x.tsv, search_passages.anything)) DESC, x."position"
          LIMIT 1) b)
   WHERE ((s.id = ANY (search_passages.documents)) AND (EXISTS ( SELECT
            FROM editorial.publication p
           WHERE ((p.version_id = s.version_id) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now())))));
END


CREATE OR REPLACE FUNCTION published.search_weigh(documents bigint[], exact tsquery, wide tsquery)
 RETURNS TABLE(document bigint, weight double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT s.id,
     ((((2)::double precision * ts_rank_cd('{0.1,0.25,0.6,1}'::real[], v.tsv, search_weigh.exact, 32)) + LEAST((1)::double precision, ((2)::double precision * ts_rank('{0.1,0.25,0.6,0.8}'::real[], v.tsv, search_weigh.exact)))) + ((0.5)::double precision * ts_rank('{0.1,0.25,0.6,0.8}'::real[], v.tsv, search_weigh.wide)))
    FROM (editorial.search_document s
      CROSS JOIN LATERAL ( SELECT (s.tsv || ''::tsvector) AS tsv
          OFFSET 0) v)
   WHERE ((s.id = ANY (search_weigh.documents)) AND (EXISTS ( SELECT
            FROM editorial.publication p
           WHERE ((p.version_id = s.version_id) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now())))));
END


CREATE OR REPLACE FUNCTION published.suggest_titles(words tsquery, most integer)
 RETURNS TABLE(version_id bigint, kind text, slug text, lang text, title text, short text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
BEGIN ATOMIC
 SELECT m.version_id,
     r.kind,
     r.slug,
     t.lang,
     t.title,
     t.short
    FROM ((( SELECT x.version_id,
             x.record_id,
             x.language_version_id,
             x.date_from,
             x.words
            FROM ( SELECT s.version_id,
                     s.record_id,
                     s.language_version_id,
                     s.date_from,
                     length(s.title_tsv) AS words
                    FROM editorial.search_document s
                   WHERE ((s.title_words @@ suggest_titles.words) AND (s.audience = 'public'::text))
                  LIMIT 200) x
           ORDER BY x.words, x.date_from DESC
          LIMIT (suggest_titles.most * 3)) m
      JOIN editorial.language_version t ON ((t.id = m.language_version_id)))
      JOIN editorial.record r ON ((r.id = m.record_id)))
   WHERE (EXISTS ( SELECT
            FROM editorial.publication p
           WHERE ((p.version_id = m.version_id) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now()))))
   ORDER BY (t.short IS NULL), m.words, m.date_from DESC
  LIMIT suggest_titles.most;
END


CREATE OR REPLACE FUNCTION published.suggest_words(prefix text, most integer)
 RETURNS TABLE(word text, lang text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
BEGIN ATOMIC
 SELECT w.word,
     w.lang
    FROM ( SELECT c.word,
             c.lang,
             c.folded,
             c.texts
            FROM editorial.word c
           WHERE ((c.folded ~>=~ suggest_words.prefix) AND (c.folded ~<~ (suggest_words.prefix || chr(1114111))) AND (c.texts > 1))
           ORDER BY c.texts DESC, c.word
          LIMIT (suggest_words.most * 4)) w
   WHERE (EXISTS ( SELECT
            FROM (editorial.search_document s
              JOIN editorial.publication p ON ((p.version_id = s.version_id)))
           WHERE ((s.tsv @@ plainto_tsquery(editorial.search_configuration(w.lang), w.word)) AND (s.lang = w.lang) AND (p.audience = 'public'::text) AND (p.visible_from <= now()) AND (p.visible_until > now()))))
   ORDER BY w.texts DESC, w.word
  LIMIT suggest_words.most;
END

