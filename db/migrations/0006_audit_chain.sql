-- The audit trail as a chain: each event is bound to the one before by a hash, so that a row that was altered, removed or put elsewhere shows.
-- The links stand beside the events: an event is written when it happens and never again; its link is made when its transaction commits.

-- Keys sort by UTF-16 code units, RFC 8785 section 3.2.3: one number a character, in that order.
create function kernel.utf16_order(key text) returns bigint[]
language sql immutable strict parallel safe set search_path = pg_catalog
return array(
  select case when c.code > 65535 then 55296 * 1048576::bigint + c.code - 65536 else c.code * 1048576::bigint end
  from (select ascii(letter) as code, place from unnest(string_to_array(key, null)) with ordinality as l(letter, place)) c order by c.place
);

-- A number as ECMAScript writes it, RFC 8785 section 3.2.2.3 (ECMA-262, Number::toString). PostgreSQL gives the same shortest digits and puts the point elsewhere.
create function kernel.canonical_number(value numeric) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog set extra_float_digits = 1
as $$
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
end $$;

-- Letters of ASCII sort the same as bytes, and whole numbers that a double holds are written the same: that is what nearly every event is made of, and costs a fraction.
create function kernel.canonical_json(value jsonb) returns text
language plpgsql immutable strict parallel safe set search_path = pg_catalog
as $$
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
end $$;
comment on function kernel.canonical_json(jsonb) is 'JSON in the canonical form of RFC 8785: equal values have equal text. Strings come out of jsonb as section 3.2.2.2 asks.';

create function kernel.audit_hash(event kernel.audit_event, previous bytea) returns bytea
language sql stable strict parallel safe set search_path = pg_catalog
return sha256(convert_to(
  '{"action":' || to_json(event.action) || ',"actor":' || to_json(event.actor)
    || ',"at":"' || to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","details":' || kernel.canonical_json(event.details)
    || ',"id":' || event.id || ',"previous":"' || encode(previous, 'hex') || '","subject":' || to_json(event.subject) || '}', 'UTF8'));
comment on function kernel.audit_hash(kernel.audit_event, bytea) is 'sha256 over the event and the hash of the one before, as one object in the form of RFC 8785.';

-- No foreign key: its check would need the right to change events, which nobody has. `soderkoping audit verify` proves what it would.
create table kernel.audit_link (
  position bigint primary key,
  event_id bigint not null unique,
  previous bytea not null,
  hash bytea not null check (length(hash) = 32)
);
comment on table kernel.audit_link is 'The chain of audit events, in the order in which their transactions were committed. Rows are never updated.';
comment on column kernel.audit_link.position is 'counted from 1 without a gap';
comment on column kernel.audit_link.previous is 'hash of the link before; empty on the first';
comment on column kernel.audit_link.hash is 'kernel.audit_hash of the event and previous';

-- Whoever commits extends the chain, one at a time, as the very last thing before the commit: a long import holds nobody up while it runs, and since every
-- transaction takes this lock last, nobody who holds it waits for anything else. The number is arbitrary and ours. The end of the chain is read
-- after the lock is held; a transaction whose snapshot is older (repeatable read) meets the unique position and fails, rather than fork the chain.
create function kernel.link_audit_event() returns trigger
language plpgsql set search_path = pg_catalog
as $$
declare
  last_position bigint;
  last_hash bytea;
begin
  perform pg_advisory_xact_lock(7304226);
  select l.position, l.hash into last_position, last_hash from kernel.audit_link l order by l.position desc limit 1;
  last_hash := coalesce(last_hash, '');
  insert into kernel.audit_link (position, event_id, previous, hash) values (coalesce(last_position, 0) + 1, new.id, last_hash, kernel.audit_hash(new, last_hash));
  return null;
end $$;

do $$
declare
  event kernel.audit_event;
  last_position bigint := 0;
  last_hash bytea := '';
begin
  for event in select * from kernel.audit_event order by id loop
    last_position := last_position + 1;
    insert into kernel.audit_link (position, event_id, previous, hash) values (last_position, event.id, last_hash, kernel.audit_hash(event, last_hash)) returning hash into last_hash;
  end loop;
end $$;

create constraint trigger link after insert on kernel.audit_event deferrable initially deferred for each row execute function kernel.link_audit_event();

-- The owner could give itself back what is taken here, but no statement of the program does so by mistake. A superuser has no such rights to lose: the triggers
-- refuse it as well.
create function kernel.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception '%.% is only ever added to', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger only_added before update or delete or truncate on kernel.audit_event for each statement execute function kernel.refuse_change();
create trigger only_added before update or delete or truncate on kernel.audit_link for each statement execute function kernel.refuse_change();
revoke update, delete, truncate on kernel.audit_event, kernel.audit_link from current_user;
