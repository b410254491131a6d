-- Search for the public. A row rule keeps PostgreSQL from using a text index (its operators are not leakproof), so these functions read the indexes
-- with the rights of the owner of the tables, and answer with what everybody may read now and nothing else.

create function published.is_public(version_id bigint) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (
  select from editorial.publication p
  where p.version_id = is_public.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()
);

-- The filter of an address as a condition on a row `s` of editorial.search_document.
-- `filter`: { "states": { "values": ["ua"], "mode": "any" }, "themes": …, "focus": …, "readable": …, "kinds": …, "year": 2009 }, each may be absent.
create function published.search_condition(filter jsonb) returns text
language plpgsql immutable set search_path = pg_catalog
as $$
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
end $$;

-- Up to `most` texts that match: all of them when there are no more (`complete`), otherwise half the newest, half those that match in their titles,
-- so that a word of every second text costs about as much as a rare one. Texts of `versions` are always among them.
create function published.search_matches(query tsquery, title_query tsquery, versions bigint[], most int, filter jsonb)
returns table (
  id bigint, version_id bigint, record_id uuid, language_version_id bigint, file_revision_id bigint, lang text, kind text, date_from date,
  themes text[], focus text[], states text[], readable text[], title_tsv tsvector, complete boolean
)
language plpgsql stable security definer set search_path = pg_catalog
-- A scan of the table would unpack every vector, which the planner takes for nothing.
set enable_seqscan = off
as $$
declare
  condition constant text := published.search_condition(filter);
  public constant text := 'exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = ''public'' and p.visible_from <= now() and p.visible_until > now())';
  found bigint[];
  more bigint[];
  whole boolean := true;
begin
  execute format('select array_agg(m.id) from (select s.id from editorial.search_document s where s.tsv @@ $1 %s and %s limit $2 + 1) m', condition, public)
    into found using query, most;
  if cardinality(found) > most then
    whole := false;
    execute format('select array_agg(m.id) from (select s.id from (
        select s.id, s.version_id from editorial.search_document s where s.tsv @@ $1 %s order by s.date_from desc, s.id desc limit $2
      ) s where %s) m', condition, public)
      into found using query, most;
    execute format('select array_agg(m.id) from (select s.id from (
        select s.id, s.version_id from editorial.search_document s where s.title_tsv @@ $1 and s.tsv @@ $3 %s order by s.date_from desc, s.id desc limit $2
      ) s where %s) m', condition, public)
      into more using title_query, most, query;
    found := found[1:most / 2] || more[1:most / 2];
  end if;
  if cardinality(versions) > 0 then
    execute format('select array_agg(s.id) from editorial.search_document s where s.version_id = any ($1) %s and %s', condition, public) into more using versions;
    found := found || more;
  end if;
  return query
    select s.id, s.version_id, s.record_id, s.language_version_id, s.file_revision_id, s.lang, s.kind, s.date_from, s.themes, s.focus, s.states, s.readable, s.title_tsv, whole
    from editorial.search_document s where s.id = any (array(select distinct unnest(found)));
end $$;

-- How many public texts match, counted up to `most`.
create function published.search_count(query tsquery, most int) returns int
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
return (
  select count(distinct m.record_id) from (
    select s.record_id from editorial.search_document s
    where s.tsv @@ query and exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now())
    limit most
  ) m
);

-- The block or page of each public search document that says most of the query: of the first `most` that say anything of it.
create function published.search_passages(documents bigint[], anything tsquery, slots tsquery[], most int)
returns table (document bigint, anchor text, kind text, heading text, page int, lang text, passage text)
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
begin atomic
  select s.id, b.anchor, b.kind, b.heading, b.page, s.lang, b.text
  from editorial.search_document s
  cross join lateral (
    select x.*, (select count(*) from unnest(slots) q where x.tsv @@ q) as slots_found
    from (
      (select b.position, b.anchor, b.kind, b.heading, null::int as page, b.text, b.tsv from editorial.block b
        where b.language_version_id = s.language_version_id and b.position between s.first_position and s.last_position and b.tsv @@ anything
        order by b.position limit most)
      union all
      (select f.position, null, 'page', null, f.page, f.text, f.tsv from editorial.file_page f
        where f.file_revision_id = s.file_revision_id and f.position between s.first_position and s.last_position and f.tsv @@ anything
        order by f.position limit most)
    ) x
    order by slots_found desc, x.kind = 'heading', ts_rank(x.tsv, anything) desc, x.position limit 1
  ) b
  where s.id = any (documents)
    and exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now());
end;

-- Titles that hold words beginning as typed, newest of the first ones met: what is typed first matches very many.
create function published.suggest_titles(words tsquery, most int)
returns table (version_id bigint, kind text, slug text, lang text, title text, short text)
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
begin atomic
  select m.version_id, r.kind, r.slug, t.lang, t.title, t.short
  from (
    select s.version_id, s.record_id, s.language_version_id, s.date_from, length(s.title_words) as words from editorial.search_document s where s.title_words @@ words limit 400
  ) m
  join editorial.language_version t on t.id = m.language_version_id
  join editorial.record r on r.id = m.record_id
  where exists (select from editorial.publication p where p.version_id = m.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now())
  order by t.short is null, m.words, m.date_from desc limit most;
end;

-- Records whose identifiers begin as typed.
create function published.find_identifiers(exact text[], prefix text, most int)
returns table (version_id bigint, normalized text, value text)
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
begin atomic
  select i.version_id, i.normalized, i.value from editorial.identifier i
  where (i.normalized = any (exact) or (length(prefix) >= 3 and i.normalized operator(pg_catalog.~>=~) prefix and i.normalized operator(pg_catalog.~<~) (prefix || chr(1114111))))
    and exists (select from editorial.publication p where p.version_id = i.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now())
  order by i.normalized <> all (exact), i.normalized limit most;
end;
