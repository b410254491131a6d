import { many, type JsonLd } from './document.ts';
import { organization, type OrganizationFacts } from './site.ts';
import { work, type WorkFacts } from './work.ts';

/** Terms of schema.org, which took them from the European Legislation Identifier (ELI). Relations are addresses. */
export interface LegislationFacts extends WorkFacts {
  /** The official number, or a CELEX number. */
  readonly identifier?: string;
  /** The same act elsewhere: its ELI, its page in an official database. */
  readonly same_as?: readonly string[];
  /** ELI resource type or a word such as `directive`. */
  readonly type?: string;
  /** ISO 3166-1 alpha-2 in capitals, `EU`, or the name of an organisation. */
  readonly jurisdiction?: string;
  readonly passed_by?: readonly OrganizationFacts[];
  /** Publication in the official journal. */
  readonly published_on?: string;
  readonly in_force?: string;
  /** From when it applies, where that is another day than its entry into force. */
  readonly applies?: string;
  readonly ended?: string;
  readonly force?: 'in' | 'partly' | 'not';
  readonly amends?: readonly string[];
  readonly repeals?: readonly string[];
  readonly transposes?: readonly string[];
  readonly consolidates?: readonly string[];
  readonly based_on?: readonly string[];
}

const forces = { in: 'InForce', partly: 'PartiallyInForce', not: 'NotInForce' } as const;
const references = (urls: readonly string[] | undefined) => many(urls?.map((id) => ({ '@type': 'Legislation', '@id': id })));

/** An act of a State or of the Union. What repeals an act changes it too, so `legislationChanges` names both. */
export function legislation(l: LegislationFacts): JsonLd {
  const { dateCreated: _, ...common } = work('Legislation', l);
  return {
    ...common,
    '@type': 'Legislation',
    legislationIdentifier: l.identifier,
    sameAs: many(l.same_as),
    legislationType: l.type,
    legislationDate: l.date,
    datePublished: l.published_on ?? common['datePublished'],
    legislationJurisdiction: l.jurisdiction && { '@type': 'AdministrativeArea', name: l.jurisdiction },
    legislationPassedBy: many(l.passed_by?.map(organization)),
    legislationLegalForce: l.force && `https://schema.org/${forces[l.force]}`,
    legislationDateOfApplicability: l.applies ?? l.in_force,
    temporalCoverage: l.in_force && `${l.in_force}/${l.ended ?? '..'}`,
    legislationChanges: references([...(l.amends ?? []), ...(l.repeals ?? [])]),
    legislationRepeals: references(l.repeals),
    legislationTransposes: references(l.transposes),
    legislationConsolidates: references(l.consolidates),
    isBasedOn: references(l.based_on) ?? common['isBasedOn'],
  };
}
