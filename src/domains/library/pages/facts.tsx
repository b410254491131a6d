import type { Fact } from '#ui';
import type { View } from '#kernel/view';
import { dateOf, joined, type RecordView } from '#domains/editorial';
import { eliOf, eurlexAddress } from '../eurlex.ts';
import type { DocumentRow } from '../queries.ts';

/** The facts of a document: who adopted it, its numbers, its dates, where it stands in the Official Journal. */
export function documentFacts(view: View, record: Pick<RecordView, 'type' | 'texts'>, document: DocumentRow | undefined): Fact[] {
  if (!document) return [];
  const { celex } = document;
  const eli = celex ? eliOf(celex, record.type, record.texts.find((t) => t.lang === 'en')?.title ?? '') : null;
  const label = (key: string) => view.t(`library.fact.${key}`);
  return [
    { label: label('published'), value: dateOf(view, document.published) },
    { label: label('in_force'), value: dateOf(view, document.in_force) },
    { label: label('applies'), value: document.applies !== document.in_force && dateOf(view, document.applies) },
    { label: label('ended'), value: dateOf(view, document.ended) },
    { label: label('institutions'), value: joined(document.institutions.map((i) => view.t(`library.institution.${i}`))) },
    { label: label('number'), value: document.number },
    { label: label('celex'), value: celex && <a href={eurlexAddress(celex, view.lang)} rel="noopener">{celex}</a> },
    { label: label('oj'), value: document.oj },
    { label: label('eli'), value: eli && <a href={eli} rel="noopener">{eli.replace('http://data.europa.eu/', '')}</a> },
  ];
}
