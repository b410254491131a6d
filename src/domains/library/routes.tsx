import type { Site } from '#kernel/http';
import { mountKind, type EditorialContext, type EntryMarks } from '#domains/editorial';
import { documents } from './kind.ts';
import { documentFacts } from './pages/facts.tsx';
import { documentsOf, type DocumentRow } from './queries.ts';

/** The number by which a document is cited, otherwise its CELEX number; names that are the same in every language. */
function marksOf(lang: string, document: DocumentRow | undefined): EntryMarks {
  const number = document?.number ?? document?.celex;
  return number ? { notes: [{ text: number, lang }] } : {};
}

/** The list and the pages of policy documents. */
export function libraryRoutes(site: Site, editorial: EditorialContext): void {
  mountKind(site, editorial, {
    kind: documents,
    async parts({ view, db }, { record }) {
      const document = (await documentsOf(db, [record.version_id])).get(record.version_id);
      return { facts: documentFacts(view, record, document), marks: marksOf(view.lang, document) };
    },
    async list({ view, db }, rows) {
      const found = await documentsOf(db, rows.map((r) => r.version_id));
      return { marks: new Map([...found].map(([id, document]) => [id, marksOf(view.lang, document)])) };
    },
  });
}
