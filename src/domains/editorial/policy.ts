import { states, type Action, type State } from './lifecycle.ts';

/** In which role somebody speaks; everybody is a reader as well. */
export const roles = ['reader', 'machine', 'coordinator', 'member', 'chair', 'secretariat', 'operator'] as const;
export type Role = (typeof roles)[number];

/** A role held now: for a party (the code of a State, the id of an organisation), in a body where the role is one of a body. */
export interface Mandate {
  readonly role: Role;
  readonly party: string | null;
  readonly body: string | null;
}

export type Deed = 'read' | Action;

/** For whom a record is, seen from a mandate. */
export const circles = ['public', 'network', 'own_body', 'other_body'] as const;
export type Circle = (typeof circles)[number];

/** What a deed is done to. */
export interface Matter {
  readonly state: State;
  /** `public`, `network` or `body:ID`. */
  readonly audience: string;
  /** Codes of the States that the record concerns. */
  readonly states: readonly string[];
}

interface Grant {
  readonly states: readonly State[];
  readonly circles: readonly Circle[];
  /** `own`: only records that concern the State of the mandate. */
  readonly of: 'any' | 'own';
}

// What was withdrawn is read as its tombstone.
const seen: readonly State[] = ['published', 'replaced'];
const unseen: readonly State[] = ['draft', 'in_review', 'returned', 'approved', 'scheduled', 'overtaken'];
const written: readonly State[] = [...unseen, 'published'];
const open: readonly Circle[] = ['public'];
const network: readonly Circle[] = ['public', 'network'];
const own: readonly Circle[] = ['public', 'network', 'own_body'];

const all: Grant = { states, circles, of: 'any' };
const asReader: readonly Grant[] = [{ states: seen, circles: open, of: 'any' }];
const readOnly = { read: asReader, save: [], submit: [], return: [], approve: [], schedule: [], publish: [], withdraw: [] } as const;
const onHome: readonly Grant[] = [{ states: written, circles: network, of: 'own' }];

/**
 * Who may do what, by role: a deed is allowed where one of its grants covers the state of the version and the audience of the record. A National Coordinator writes on
 * the own State and hands over to the Secretariat, which reviews and publishes; the chairing State writes on all of them; bodies read what is for them.
 */
const grants: Readonly<Record<Role, Readonly<Record<Deed, readonly Grant[]>>>> = {
  reader: readOnly,
  machine: readOnly,
  operator: readOnly,
  member: { ...readOnly, read: [{ states: seen, circles: own, of: 'any' }] },
  coordinator: { ...readOnly, read: [{ states: seen, circles: own, of: 'any' }, { states: unseen, circles: network, of: 'own' }], save: onHome, submit: onHome },
  chair: {
    ...readOnly, read: [{ states: seen, circles, of: 'any' }, { states: unseen, circles: network, of: 'any' }],
    save: [{ states: written, circles: network, of: 'any' }], submit: [{ states: written, circles: network, of: 'any' }],
  },
  secretariat: { read: [all], save: [all], submit: [all], return: [all], approve: [all], schedule: [all], publish: [all], withdraw: [all] },
};

function circleOf(audience: string, mandate: Mandate): Circle {
  if (audience === 'public' || audience === 'network') return audience;
  return mandate.body !== null && audience === `body:${mandate.body}` ? 'own_body' : 'other_body';
}

/** Whether one of these mandates, or being a reader, allows a deed. Mandates that ended are not to be among them. */
export function may(mandates: readonly Mandate[], deed: Deed, { state, audience, states: concerned }: Matter): boolean {
  return [...mandates, { role: 'reader', party: null, body: null } satisfies Mandate].some((mandate) =>
    grants[mandate.role][deed].some((grant) =>
      grant.states.includes(state) && grant.circles.includes(circleOf(audience, mandate)) && (grant.of === 'any' || (mandate.party !== null && concerned.includes(mandate.party)))));
}

/** Whether a person may approve a text: where a second pair of eyes is asked for, nobody who wrote or handed in any of it since it was last shown. */
export function mayApprove(person: string, authors: readonly string[], second_pair: boolean): boolean {
  return !second_pair || !authors.includes(person);
}
