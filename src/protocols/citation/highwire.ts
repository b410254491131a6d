import { bareDoi, formatIsbn, oneLine, type Citation } from './model.ts';

/**
 * Names and contents of the `citation_*` elements of a page's head, as Google Scholar and Zotero read them. `pdf_urls` are files of the
 * record.
 */
export function highwire(c: Citation, pdf_urls: readonly string[] = []): (readonly [name: string, content: string])[] {
  const report = c.kind === 'report';
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['citation_title', c.title],
    ...c.authors.map((a) => ['citation_author', a] as const),
    ['citation_publication_date', c.issued?.replaceAll('-', '/')],
    [report ? 'citation_technical_report_institution' : 'citation_publisher', c.publisher],
    [report ? 'citation_technical_report_number' : 'citation_number', c.number],
    ['citation_isbn', c.isbn && formatIsbn(c.isbn)],
    ['citation_doi', c.doi && bareDoi(c.doi)],
    ['citation_language', c.lang],
    ['citation_public_url', c.url],
    ...pdf_urls.map((u) => ['citation_pdf_url', u] as const),
  ];
  return pairs.flatMap(([name, content]) => (content ? [[name, oneLine(content)] as const] : []));
}
