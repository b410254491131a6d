import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Texts } from '#kernel/i18n';

/** A standing page of the portal, as lists and the foot of every page name it. */
export interface StandingPage {
  readonly slug: string;
  readonly titles: Texts;
  readonly summaries: Texts;
}

/** The standing pages that everybody may read, by address. */
export async function readStandingPages(db: Db): Promise<readonly StandingPage[]> {
  const { rows } = await sql<StandingPage>`
    select v.slug, jsonb_object_agg(t.lang, coalesce(t.short, t.title)) as titles, jsonb_object_agg(t.lang, coalesce(t.summary, '')) as summaries
    from published.version v join published.text t on t.version_id = v.id where v.kind = 'page' group by v.slug order by v.slug`.execute(db);
  return rows;
}
