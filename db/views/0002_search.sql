-- Search for the public. A row rule keeps PostgreSQL from using a text index (its operators are not leakproof), so these functions read the indexes
-- with the rights of the owner of the tables, and answer with what everybody may read now and nothing else.

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

-- The newest `most` texts for the public that match in the column (embargoed ones among them: the caller sifts). Looks at as few of the newest as
-- will do, by the histogram of dates, so that its cost follows `most` and not the number of matches.
-- `share` is how much of the table was looked at.
create function published.search_newest(query tsquery, searched text, condition text, most int, out places tid[], out share float8)
language plpgsql stable set search_path = pg_catalog
-- Any other way than by the text index unpacks the vector of every row, which the planner takes for nothing.
set enable_seqscan = off set enable_indexscan = off
as $$
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
end $$;
revoke execute on function published.search_newest(tsquery, text, text, int) from public;

-- Up to `most` texts for the public that match, in no order, and one more when there are more (embargoed ones among them: the caller sifts).
create function published.search_first(query tsquery, condition text, most int) returns tid[]
language plpgsql stable set search_path = pg_catalog set enable_seqscan = off set enable_indexscan = off
as $$
declare
  places tid[];
begin
  execute format('select array_agg(m.ctid) from (select s.ctid from editorial.search_document s where s.tsv @@ $1 and s.audience = ''public'' %s limit $2 + 1) m', condition)
    into places using query, most;
  return places;
end $$;
revoke execute on function published.search_first(tsquery, text, int) from public;

-- The places of rows stay as they are within a statement, whose snapshot these functions share, and reading them again costs least.
-- Up to `most` texts that match: all of them when there are no more (`complete`), otherwise six tenths of `most`: the newest, and when `titled` half of it
-- the newest that match in their titles, so that a word of every second text costs about as much as a rare one. Texts of `versions` are always among
-- them; `without` must not be in them.
create function published.search_matches(query tsquery, without tsquery, versions bigint[], most int, titled boolean, filter jsonb)
returns table (
  id bigint, version_id bigint, record_id uuid, language_version_id bigint, file_revision_id bigint, lang text, kind text, date_from date,
  themes text[], focus text[], states text[], readable text[], title_tsv tsvector, complete boolean
)
language plpgsql stable security definer set search_path = pg_catalog
as $$
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
end $$;

-- How much of their whole text public search documents are about the query: its words near each other, its words at all, its other names.
create function published.search_weigh(documents bigint[], exact tsquery, wide tsquery) returns table (document bigint, weight float8)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select s.id, 2 * ts_rank_cd('{0.1,0.25,0.6,1}', v.tsv, exact, 32) + least(1, 2 * ts_rank('{0.1,0.25,0.6,0.8}', v.tsv, exact)) + 0.5 * ts_rank('{0.1,0.25,0.6,0.8}', v.tsv, wide)
  from editorial.search_document s
  -- Unpacked once, not by each function.
  cross join lateral (select s.tsv || ''::tsvector as tsv offset 0) v
  where s.id = any (documents)
    and exists (select from editorial.publication p where p.version_id = s.version_id and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now());
end;

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

-- Frequent words that begin as typed (`prefix` without accents). They were counted some time ago: those that no public text holds any more are left out.
create function published.suggest_words(prefix text, most int) returns table (word text, lang text)
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
begin atomic
  select w.word, w.lang
  from (
    select * from editorial.word c where c.folded ~>=~ prefix and c.folded ~<~ (prefix || chr(1114111)) and c.texts > 1 order by c.texts desc, c.word limit most * 4
  ) w
  where exists (
    select from editorial.search_document s join editorial.publication p on p.version_id = s.version_id
    where s.tsv @@ plainto_tsquery(editorial.search_configuration(w.lang), w.word) and s.lang = w.lang
      and p.audience = 'public' and p.visible_from <= now() and p.visible_until > now()
  )
  order by w.texts desc, w.word limit most;
end;

-- Titles that hold words beginning as typed: the shortest of the first ones met, since what is typed first matches very many.
create function published.suggest_titles(words tsquery, most int)
returns table (version_id bigint, kind text, slug text, lang text, title text, short text)
language sql stable security definer set search_path = pg_catalog set enable_seqscan = off
begin atomic
  select m.version_id, r.kind, r.slug, t.lang, t.title, t.short
  from (
    select * from (
      select s.version_id, s.record_id, s.language_version_id, s.date_from, length(s.title_tsv) as words
      from editorial.search_document s where s.title_words @@ words and s.audience = 'public' limit 200
    ) x order by x.words, x.date_from desc limit most * 3
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
