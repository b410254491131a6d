import { newsArticle } from '#protocols/json-ld';
import type { KindOutputs } from '#domains/editorial';

/** News is written by the portal after the source that it names. */
export const newsOutputs: KindOutputs<Record<string, never>> = {
  cite: ({ view }) => ({ kind: 'news', authors: [], container: view.process_name }),
  describe: ({ view, record }, work) =>
    newsArticle({
      ...work, published: new Date(`${record.added}T00:00:00Z`), modified: record.updated_at, publisher: { name: view.process_name, url: view.origin },
      ...(record.source?.title ? { source_title: record.source.title } : {}),
    }),
};
