import type { Fact } from '#ui';
import type { Site } from '#kernel/http';
import type { View } from '#kernel/view';
import { joined, mountKind, taggedText, type EditorialContext, type EntryMarks } from '#domains/editorial';
import { research } from './kind.ts';
import { publicationsOf, type PublicationRow } from './queries.ts';

function marksOf(view: View, publication: PublicationRow | undefined): EntryMarks {
  return publication ? { notes: publication.authors.map((a) => view.pick(a)) } : {};
}

function facts(view: View, publication: PublicationRow | undefined): Fact[] {
  if (!publication) return [];
  const { authors, publisher, isbn, doi, pages } = publication;
  const label = (key: string) => view.t(`research.fact.${key}`);
  return [
    { label: label('authors'), value: joined(authors.map((a) => taggedText(view, view.pick(a)))) },
    { label: label('publisher'), value: publisher && taggedText(view, view.pick(publisher)) },
    { label: label('isbn'), value: isbn },
    { label: label('doi'), value: doi && <a href={`https://doi.org/${encodeURI(doi)}`} rel="noopener">{doi}</a> },
    { label: label('pages'), value: pages && view.number(pages) },
  ];
}

/** The list and the pages of publications. */
export function researchRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, {
    kind: research,
    async parts({ view, db }, { record }) {
      return { facts: facts(view, (await publicationsOf(db, [record.version_id])).get(record.version_id)) };
    },
    async list({ view, db }, rows) {
      const found = await publicationsOf(db, rows.map((r) => r.version_id));
      return { marks: new Map([...found].map(([id, publication]) => [id, marksOf(view, publication)])) };
    },
  });
}
