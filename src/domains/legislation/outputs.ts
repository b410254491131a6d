import { legislation } from '#protocols/json-ld';
import { relatedBy, type KindOutputs, type Subject } from '#domains/editorial';
import type { ActFacts } from './kind.ts';

/** The State before its organ, as catalogues of libraries name a corporate author: "Ukraine. Parliament". */
function issuerOf({ view, record, facts }: Subject<ActFacts>): string {
  return `${view.country(record.slug.slice(0, 2))}. ${view.t(`legislation.issuer.${facts.issuer}`)}`;
}

export const actOutputs: KindOutputs<ActFacts> = {
  cite: (subject) => ({ kind: 'legislation', authors: [issuerOf(subject)], ...(subject.facts.number ? { number: subject.facts.number } : {}) }),
  describe(subject, work) {
    const { record, facts } = subject;
    return legislation({
      ...work,
      ...(facts.number ? { identifier: facts.number } : {}),
      ...(record.type ? { type: record.type } : {}),
      jurisdiction: record.slug.slice(0, 2).toUpperCase(),
      passed_by: [{ name: issuerOf(subject) }],
      ...(facts.in_force ? { in_force: facts.in_force } : {}),
      ...(facts.ended ? { ended: facts.ended } : {}),
      force: record.status === 'in_force' ? 'in' : 'not',
      amends: relatedBy(record, 'amends'), repeals: relatedBy(record, 'repeals'), transposes: relatedBy(record, 'transposes'), consolidates: relatedBy(record, 'codifies'), based_on: relatedBy(record, 'legal_basis'),
    });
  },
};
