import type { Mandate } from './lifecycle.ts';
import type { Process } from './process.ts';

/** The party of everybody who works for the Secretariat; States and partners have theirs from the process definition. */
export const secretariat = 'secretariat';

type PartyKind = 'secretariat' | 'state' | 'partner';

/** The roles of the process, and for what kind of party each can be held. */
const partiesOf = {
  /** Runs the installation. */
  administrator: ['secretariat'],
  /** A secretariat officer: publishes, and manages people. */
  officer: ['secretariat'],
  author: ['secretariat'],
  translator: ['secretariat'],
  /** The National Coordinator: the one voice of a State. */
  coordinator: ['state'],
  /** A member of a governing body. */
  member: ['state', 'partner'],
  /** Reads what is for the network, and no more. */
  reader: ['secretariat', 'state', 'partner'],
} as const satisfies Readonly<Record<string, readonly PartyKind[]>>;

export type Role = keyof typeof partiesOf;
export const roles = Object.keys(partiesOf) as readonly Role[];

/** Roles in which somebody may stand in for the holder. */
const withAlternates: readonly Role[] = ['coordinator', 'member'];

/** A mandate before it is given. */
export interface ProposedMandate {
  readonly party: string;
  readonly role: Role;
  readonly body: string | null;
  readonly starts: string;
  readonly ends: string | null;
  /** The mandate of whom its holder will stand in for. */
  readonly alternate_of: Pick<Mandate, 'party' | 'role' | 'body' | 'alternate_of'> | null;
}

/** What is wrong with a proposed mandate. */
export type MandateProblem = 'unknown_party' | 'role_not_of_party' | 'body_missing' | 'body_not_of_role' | 'party_not_in_body' | 'ends_before_start' | 'alternate_of_other' | 'no_alternates';

type Parties = Pick<Process, 'states' | 'partners' | 'bodies'>;

function kindOf(process: Parties, party: string): PartyKind | null {
  if (party === secretariat) return 'secretariat';
  if (process.states.some((s) => s.code === party)) return 'state';
  return process.partners.some((p) => p.id === party) ? 'partner' : null;
}

function problemOfBody(process: Parties, { role, body, party }: ProposedMandate): MandateProblem | null {
  if (role !== 'member') return body === null ? null : 'body_not_of_role';
  if (body === null) return 'body_missing';
  return process.bodies.some((b) => b.id === body && b.members.includes(party)) ? null : 'party_not_in_body';
}

function problemOfAlternate(proposed: ProposedMandate): MandateProblem | null {
  const holder = proposed.alternate_of;
  if (holder === null) return null;
  if (!withAlternates.includes(proposed.role) || holder.alternate_of !== null) return 'no_alternates';
  return holder.party === proposed.party && holder.role === proposed.role && holder.body === proposed.body ? null : 'alternate_of_other';
}

/** Everything wrong with a proposed mandate by the process definition; an empty list lets it be given. */
export function checkMandate(process: Parties, proposed: ProposedMandate): MandateProblem[] {
  const kind = kindOf(process, proposed.party);
  const found = [
    kind === null ? 'unknown_party' as const : (partiesOf[proposed.role] as readonly PartyKind[]).includes(kind) ? null : 'role_not_of_party' as const,
    problemOfBody(process, proposed),
    proposed.ends !== null && proposed.ends < proposed.starts ? 'ends_before_start' as const : null,
    problemOfAlternate(proposed),
  ];
  return found.filter((p) => p !== null);
}

type Held = Pick<Mandate, 'party' | 'role'>;

/**
 * Who may give a mandate, and end it: an administrator all; an officer all but administrators; a National Coordinator, or who stands in, those of the own
 * State, but not the coordinator's own, which the government names to the Secretariat. `holds` are the mandates of the giver that run today.
 */
export function mayManage(holds: readonly Held[], mandate: Pick<ProposedMandate, 'party' | 'role'> & { readonly alternate_of: unknown }): boolean {
  return holds.some((held) => {
    if (held.role === 'administrator') return true;
    if (held.role === 'officer') return mandate.role !== 'administrator';
    if (held.role !== 'coordinator' || held.party !== mandate.party) return false;
    const forStates = (partiesOf[mandate.role] as readonly PartyKind[]).includes('state');
    return forStates && (mandate.role !== 'coordinator' || mandate.alternate_of !== null);
  });
}
