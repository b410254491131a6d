-- A tombstone stays in the lists and sets that its record was in, so that whoever harvests one of them learns of the withdrawal.

alter table editorial.withdrawal
  add column themes text[] not null default '{}',
  add column focus text[] not null default '{}',
  add column states text[] not null default '{}';
comment on column editorial.withdrawal.themes is 'those of the version last shown, as are focus and states';

update editorial.withdrawal w set themes = v.themes, focus = v.focus, states = v.states
from editorial.version v where v.id = (
  select p.version_id from editorial.publication p where p.record_id = w.record_id and p.visible_from <= w.withdrawn_at
  order by p.audience = 'public' desc, p.visible_from desc limit 1);
