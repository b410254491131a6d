import { legislation, report } from '#protocols/json-ld';
import { relatedBy, type KindOutputs, type Subject } from '#domains/editorial';
import { eliOf, eurlexAddress } from './eurlex.ts';
import type { DocumentFacts } from './kind.ts';

/** Papers that bind nobody: they are cited as reports of the institution that wrote them. Everything else is cited as law. */
const papers = new Set(['communication', 'green-paper', 'report', 'programme', 'strategy', 'proposal', 'guidelines']);
const treaties = new Set(['treaty', 'convention', 'protocol', 'agreement']);
const ofTheUnion = new Set(['european-parliament', 'council', 'commission', 'european-council', 'eu', 'eu-court', 'eu-agency']);
const forces: Readonly<Record<string, 'in' | 'not'>> = { in_force: 'in', repealed: 'not', expired: 'not', withdrawn: 'not', superseded: 'not', proposed: 'not' };

const authorsOf = ({ view, facts }: Subject<DocumentFacts>) => facts.institutions.map((i) => view.t(`library.institution.${i}`));

export const documentOutputs: KindOutputs<DocumentFacts> = {
  cite(subject) {
    const { number, celex, oj } = subject.facts;
    const type = subject.record.type ?? '';
    const cited = number ?? celex;
    return { kind: papers.has(type) ? 'report' : treaties.has(type) ? 'treaty' : 'legislation', authors: authorsOf(subject), ...(cited ? { number: cited } : {}), ...(oj ? { container: oj } : {}) };
  },
  describe(subject, work) {
    const { view, record, facts } = subject;
    const { number, celex } = facts;
    const authors = authorsOf(subject).map((name) => ({ name }));
    const cited = number ?? celex;
    if (papers.has(record.type ?? '')) return report({ ...work, authors, ...(cited ? { number: cited } : {}) });
    const eli = celex ? eliOf(celex, record.type, record.texts.find((t) => t.lang === 'en')?.title ?? '') : null;
    const force = forces[record.status ?? ''];
    return legislation({
      ...work,
      ...(cited ? { identifier: cited } : {}),
      same_as: [...(eli ? [eli] : []), ...(celex ? [eurlexAddress(celex, view.lang)] : [])],
      ...(record.type ? { type: record.type } : {}),
      ...(facts.institutions.some((i) => ofTheUnion.has(i)) ? { jurisdiction: 'EU' } : {}),
      passed_by: authors,
      ...(facts.published ? { published_on: facts.published } : {}),
      ...(facts.in_force ? { in_force: facts.in_force } : {}),
      ...(facts.applies ? { applies: facts.applies } : {}),
      ...(facts.ended ? { ended: facts.ended } : {}),
      ...(force ? { force } : {}),
      amends: relatedBy(record, 'amends'), repeals: relatedBy(record, 'repeals'), transposes: relatedBy(record, 'transposes'), consolidates: relatedBy(record, 'codifies'), based_on: relatedBy(record, 'legal_basis'),
    });
  },
};
