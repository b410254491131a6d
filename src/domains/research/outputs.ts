import { report } from '#protocols/json-ld';
import type { KindOutputs, Subject } from '#domains/editorial';
import type { PublicationFacts } from './kind.ts';

/** Names and numbers, in the language of the page. */
function said({ view, facts }: Subject<PublicationFacts>) {
  const { authors, publisher, isbn, doi, pages } = facts;
  return {
    authors: authors.map((a) => view.pick(a).text),
    ...(publisher ? { publisher: view.pick(publisher).text } : {}),
    ...(isbn ? { isbn } : {}),
    ...(doi ? { doi } : {}),
    ...(pages ? { pages } : {}),
  };
}

export const publicationOutputs: KindOutputs<PublicationFacts> = {
  cite: (subject) => ({ kind: 'report', ...said(subject) }),
  names: ({ view, facts }) => [...facts.authors, ...(facts.publisher ? [facts.publisher] : [])].map(view.pick),
  describe(subject, work) {
    const { authors, publisher, ...numbers } = said(subject);
    return report({ ...work, ...numbers, authors: authors.map((name) => ({ name })), ...(publisher ? { publisher: { name: publisher } } : {}) });
  },
};
