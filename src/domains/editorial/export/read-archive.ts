import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Texts } from '#kernel/i18n';
import type { Draft, DraftRelation, DraftText, Source } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { filesOfVersion, relationsOfVersion, textsOfVersion } from '../queries/version-parts.ts';

/** When and by whom a version was shown. Moments are ISO 8601 in UTC with microseconds, as PostgreSQL keeps them. */
export interface ArchivedPublication {
  readonly from: string;
  readonly until: string | null;
  readonly first: string;
  readonly at: string;
  readonly by: string;
  readonly correction: Texts | null;
}

/** A file of a version, by content. */
export interface ArchivedFile {
  readonly path: string;
  readonly lang: string | null;
  readonly title: Texts;
  readonly sha256: string;
}

export interface ArchivedVersion {
  readonly number: number;
  readonly created: string;
  readonly by: string;
  readonly published: ArchivedPublication | null;
  /** Whether it is shown at the moment of the export, or was before. */
  readonly shown: 'now' | 'before' | null;
  readonly draft: Omit<Draft, 'files' | 'identifiers'>;
  readonly files: readonly ArchivedFile[];
}

export interface ArchivedWithdrawal {
  readonly at: string;
  readonly by: string;
  readonly reason: Texts;
  readonly successor: { readonly kind: string; readonly slug: string } | null;
  readonly titles: Texts;
  readonly was_public: boolean;
}

/** A record with everything that it ever was. */
export interface ArchivedRecord {
  readonly id: string;
  readonly kind: AnyKind;
  readonly slug: string;
  readonly created: string;
  readonly by: string;
  readonly withdrawn: ArchivedWithdrawal | null;
  /** Oldest first. */
  readonly versions: readonly ArchivedVersion[];
}

/** Records read at a time: bounds memory. */
const batch = 200;

const moment = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

interface RecordRow {
  id: string;
  kind: string;
  slug: string;
  created: string;
  by: string;
  withdrawn: ArchivedWithdrawal | null;
}

interface VersionRow {
  id: number;
  record_id: string;
  number: number;
  created: string;
  by: string;
  published: ArchivedPublication | null;
  shown: 'now' | 'before' | null;
  type: string | null;
  status: string | null;
  date: string | null;
  themes: string[];
  focus: string[];
  states: string[];
  audience: string;
  source: Source | null;
  added: string | null;
  texts: DraftText[];
  relations: DraftRelation[];
  files: ArchivedFile[];
}

async function readBatch(db: Db, kind: AnyKind, after: string): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select r.id, r.kind, r.slug, ${moment('r.created_at')} as created, r.created_by as by,
      case when w.record_id is not null then jsonb_build_object('at', ${moment('w.withdrawn_at')}, 'by', w.withdrawn_by, 'reason', w.reason,
        'successor', case when w.successor_kind is not null then jsonb_build_object('kind', w.successor_kind, 'slug', w.successor_slug) end,
        'titles', w.titles, 'was_public', w.was_public) end as withdrawn
    from editorial.record r left join editorial.withdrawal w on w.record_id = r.id
    where r.kind = ${kind.kind} and r.slug collate "C" > ${after} order by r.slug collate "C" limit ${batch}`.execute(db);
  return rows;
}

async function readVersions(db: Db, recordIds: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id, v.record_id, v.number, ${moment('v.created_at')} as created, v.created_by as by, v.type, v.status, v.date, v.themes, v.focus, v.states, v.audience, v.source, v.added,
      case when p.version_id is not null then jsonb_build_object('from', ${moment('p.visible_from')}, 'until', case when p.visible_until < 'infinity' then ${moment('p.visible_until')} end,
        'first', ${moment('p.first_visible_from')}, 'at', ${moment('p.published_at')}, 'by', p.published_by, 'correction', p.correction) end as published,
      case when p.visible_from > now() or p.visible_from = p.visible_until then null when p.visible_until > now() then 'now' when p.version_id is not null then 'before' end as shown,
      ${textsOfVersion} as texts, ${relationsOfVersion} as relations, ${filesOfVersion} as files
    from editorial.version v left join editorial.publication p on p.version_id = v.id
    where v.record_id = any(${recordIds}::uuid[]) order by v.record_id, v.number`.execute(db);
  return rows;
}

/** Every record of a kind with its whole history, in the order of addresses, a bounded number in memory at a time. */
export async function* readArchive(db: Db, kind: AnyKind): AsyncGenerator<ArchivedRecord> {
  for (let after = ''; ; ) {
    const records = await readBatch(db, kind, after);
    if (records.length === 0) return;
    const versions = await readVersions(db, records.map((r) => r.id));
    const facts = await kind.load(db, versions.map((v) => v.id));
    const byRecord = Map.groupBy(versions, (v) => v.record_id);
    for (const record of records) {
      const own = (byRecord.get(record.id) ?? []).map(
        ({ id, record_id: _record, number, created, by, published, shown, files, ...rest }): ArchivedVersion => ({
          number, created, by, published, shown, files, draft: { kind: kind.kind, slug: record.slug, ...rest, facts: facts.get(id) },
        }),
      );
      yield { id: record.id, kind, slug: record.slug, created: record.created, by: record.by, withdrawn: record.withdrawn, versions: own };
    }
    after = records.at(-1)?.slug ?? '';
  }
}
