-- Old addresses are data.

create table editorial.redirect (
  address text primary key check (address like '/%'),
  target text not null check (target like '/%' or target ~ '^https?://')
);
comment on table editorial.redirect is 'Addresses that used to be: each leads to where its matter is now.';
comment on column editorial.redirect.address is 'path, with query when it mattered, as it was asked for';
comment on column editorial.redirect.target is 'an address of this portal, with or without its language, or another site';

create table kernel.secret (
  name text primary key,
  value bytea not null
);
comment on table kernel.secret is 'Random keys shared by all nodes: what signs resumption tokens. Never exported, never readable for the public role.';
insert into kernel.secret (name, value) values ('tokens', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create index on editorial.publication (visible_from, record_id);
create index on editorial.publication (visible_until, record_id) where visible_until < 'infinity';
create index on editorial.withdrawal (withdrawn_at, record_id);
