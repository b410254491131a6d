-- What the public role may read. Row rules hold the tables themselves; everything hangs on one rule, that of editorial.publication.
-- The views of schema published are run with the rights of who asks, so they show the public role what the rules let through.

-- An owner that may not create roles finds the public role ready made, and is a member of it already.
do $$
declare
  may_act boolean;
begin
  if not exists (select from pg_roles where rolname = 'soderkoping_public') then
    create role soderkoping_public nologin;
  end if;
  -- From 16 on, who creates a role is its administrator and yet cannot act as it.
  if current_setting('server_version_num')::int >= 160000 then
    may_act := pg_has_role(current_user, 'soderkoping_public', 'set');
  else
    may_act := pg_has_role(current_user, 'soderkoping_public', 'member');
  end if;
  if not may_act then
    execute format('grant soderkoping_public to %I', current_user);
  end if;
  execute format('grant connect on database %I to soderkoping_public', current_database());
exception when insufficient_privilege then
  raise exception '%; an administrator of the server must run once: create role soderkoping_public; grant soderkoping_public to %', sqlerrm, quote_ident(current_user);
end $$;

drop schema if exists published cascade;
create schema published;

-- What was public once stays readable at the address of its version, as long as its record is public now. A version that gave way at the moment at which
-- it came was never seen. The rule of publications needs a function with the rights of the owner: asking for other publications by itself, it would ask
-- itself, without end.
create or replace function editorial.was_public(version bigint) returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog
begin atomic
  select exists (
    select from editorial.publication q join editorial.publication p on p.record_id = q.record_id
    where q.version_id = version and q.audience = 'public' and q.visible_from < q.visible_until and q.visible_until <= now()
      and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()
  );
end;
comment on function editorial.was_public(bigint) is 'Whether everybody may read the version though another one stands in its place now.';

-- Lists look at what is current only, so that comes first in each rule and costs what it did; the function is asked about the rest, which is found by the
-- address of a version alone. Search has no need of it at all.
do $$
declare
  rule record;
  current constant text := 'exists (select from editorial.publication p where p.version_id = %s and p.visible_until > now())';
begin
  for rule in
    select tbl, format(condition, key) as condition from (values
      ('editorial.publication', null, 'audience = ''public'' and visible_from <= now() and (visible_until > now() or editorial.was_public(version_id))'),
      ('editorial.withdrawal', null, 'was_public'),
      ('editorial.record', null, 'exists (select from editorial.publication p where p.record_id = record.id and p.visible_until > now())
        or exists (select from editorial.withdrawal w where w.record_id = record.id)'),
      ('editorial.version', 'version.id', current || ' or editorial.was_public(id)'),
      ('editorial.language_version', 'language_version.version_id', current || ' or editorial.was_public(version_id)'),
      ('editorial.block', null, 'exists (select from editorial.language_version t where t.id = block.language_version_id)'),
      ('editorial.relation', 'relation.version_id', current || ' or editorial.was_public(version_id)'),
      ('editorial.identifier', 'identifier.version_id', current),
      ('editorial.version_file', 'version_file.version_id', current || ' or editorial.was_public(version_id)'),
      ('editorial.file', null, 'exists (select from editorial.file_revision fr where fr.file_id = file.id)'),
      ('editorial.file_revision', null, 'exists (select from editorial.version_file vf where vf.file_revision_id = file_revision.id)'),
      ('editorial.file_page', null, 'exists (select from editorial.version_file vf join editorial.publication p on p.version_id = vf.version_id
        where vf.file_revision_id = file_page.file_revision_id and p.visible_until > now())'),
      ('editorial.search_document', 'search_document.version_id', current),
      ('library.document', 'document.version_id', current || ' or editorial.was_public(version_id)'),
      ('legislation.act', 'act.version_id', current || ' or editorial.was_public(version_id)'),
      ('research.publication', 'publication.version_id', current || ' or editorial.was_public(version_id)'),
      ('meetings.meeting', 'meeting.version_id', current || ' or editorial.was_public(version_id)')
    ) as r(tbl, key, condition)
  loop
    execute format('alter table %s enable row level security', rule.tbl);
    execute format('drop policy if exists published on %s', rule.tbl);
    execute format('create policy published on %s for select to soderkoping_public using (%s)', rule.tbl, rule.condition);
    execute format('drop policy if exists everything on %s', rule.tbl);
    execute format('create policy everything on %s to %I using (true) with check (true)', rule.tbl, current_user);
  end loop;
end $$;

-- Columns that name who did something stay inside.
grant usage on schema published, editorial, library, legislation, research, meetings, parties to soderkoping_public;
grant select (version_id, record_id, visible_from, visible_until, audience, first_visible_from, correction) on editorial.publication to soderkoping_public;
grant select (record_id, withdrawn_at, reason, successor_kind, successor_slug, titles, was_public, themes, focus, states) on editorial.withdrawal to soderkoping_public;
grant select (id, kind, slug) on editorial.record to soderkoping_public;
grant select (id, record_id, number, kind, type, status, date, date_from, themes, focus, states, audience, source, added) on editorial.version to soderkoping_public;
grant select on editorial.language_version, editorial.block, editorial.relation, editorial.identifier, editorial.version_file, editorial.file, editorial.file_revision, editorial.file_page,
  editorial.search_document, editorial.glossary_term, editorial.word, library.document, legislation.act, research.publication, meetings.meeting, parties.process, editorial.redirect to soderkoping_public;
grant execute on function editorial.search_configuration(text) to soderkoping_public;

create view published.version with (security_invoker) as
select v.id, v.record_id, r.slug, v.kind, v.number, v.type, v.status, v.date, v.date_from, v.themes, v.focus, v.states, v.source,
  coalesce(v.added, p.first_visible_from::date) as added, p.visible_from as updated_at, p.correction
from editorial.version v
join editorial.publication p on p.version_id = v.id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()
join editorial.record r on r.id = v.record_id;
comment on view published.version is 'Versions that everybody may read now; the condition is repeated from the row rule, so that the owner of the tables sees the same.';

create view published.showing with (security_invoker) as
select p.version_id, p.record_id, r.kind, r.slug, v.number, p.first_visible_from, p.visible_from, case when p.visible_until <= now() then p.visible_until end as visible_until,
  p.correction, p.visible_until > now() as current
from editorial.publication p
join editorial.version v on v.id = p.version_id
join editorial.record r on r.id = p.record_id
where p.audience = 'public' and p.visible_from <= now() and (p.visible_until > now() or editorial.was_public(p.version_id));
comment on view published.showing is 'Versions that have an address: the one that everybody may read now, and those that stood before it. For these addresses alone.';
comment on column published.showing.visible_until is 'null on the current version, also when its successor is scheduled';

-- A record that was public and is now for fewer readers: whoever harvested it learns that it has gone, and nothing else. Runs with the rights of the owner,
-- since no row of such a record is public any more.
create function published.departures(since timestamptz, before timestamptz)
returns table (record_id uuid, kind text, slug text, departed_at timestamptz, themes text[], focus text[], states text[])
language sql stable security definer set search_path = pg_catalog
begin atomic
  select q.record_id, r.kind, r.slug, q.visible_until, v.themes, v.focus, v.states
  from editorial.publication q join editorial.record r on r.id = q.record_id join editorial.version v on v.id = q.version_id
  where q.audience = 'public' and q.visible_from < q.visible_until and q.visible_until <= now()
    and (since is null or q.visible_until >= since) and (before is null or q.visible_until < before)
    and not exists (
      select from editorial.publication p
      where p.record_id = q.record_id and p.audience = 'public' and p.visible_from >= q.visible_from and p.visible_from <= now() and p.visible_until > q.visible_until
    )
    and not exists (select from editorial.withdrawal w where w.record_id = q.record_id);
end;

create view published.text with (security_invoker) as
select t.* from editorial.language_version t
where exists (select from editorial.publication p where p.version_id = t.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now());

create view published.file with (security_invoker) as
select f.id, f.record_id, vf.version_id, vf.position, f.path, fr.id as revision_id, fr.number, fr.sha256, fr.bytes, fr.media_type, fr.lang, fr.title, fr.created_at
from editorial.version_file vf
join editorial.publication p on p.version_id = vf.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()
join editorial.file_revision fr on fr.id = vf.file_revision_id
join editorial.file f on f.id = fr.file_id;

create view published.tombstone with (security_invoker) as
select r.id as record_id, r.kind, r.slug, w.withdrawn_at, w.reason, w.successor_kind, w.successor_slug, w.titles, w.themes, w.focus, w.states
from editorial.withdrawal w join editorial.record r on r.id = w.record_id
where w.was_public;

create view published.search_document with (security_invoker) as
select s.* from editorial.search_document s
where exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now());

create view published.process with (security_invoker) as select definition, changed_at from parties.process;

grant select on all tables in schema published to soderkoping_public;
