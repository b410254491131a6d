/** Where a version stands. `replaced`: it was shown, and another one stands in its place; `overtaken`: it never was, and a newer one was written. */
export const states = ['draft', 'in_review', 'returned', 'approved', 'scheduled', 'published', 'replaced', 'overtaken', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** What can be done with a version. `save` makes the next version of its record; `withdraw` takes the whole record back. */
export const actions = ['save', 'submit', 'return', 'approve', 'schedule', 'publish', 'withdraw'] as const;
export type Action = (typeof actions)[number];

interface Transition {
  readonly to: State;
  /** Only where the kind of record asks for no second pair of eyes. */
  readonly alone?: true;
}

const release = { schedule: { to: 'scheduled' }, publish: { to: 'published' } } as const;
const releaseAlone = { schedule: { to: 'scheduled', alone: true }, publish: { to: 'published', alone: true } } as const;
const save = { to: 'draft' } as const;
const withdraw = { to: 'withdrawn' } as const;

/** Every state with every action; null where there is no such step. After `save` the new version is what stands there. */
const transitions: Readonly<Record<State, Readonly<Record<Action, Transition | null>>>> = {
  draft: { save, submit: { to: 'in_review' }, return: null, approve: null, ...releaseAlone, withdraw },
  // Who changes a text that is being reviewed begins the review anew.
  in_review: { save, submit: null, return: { to: 'returned' }, approve: { to: 'approved' }, ...releaseAlone, withdraw },
  // Submitted again without a change, it was the remark that erred.
  returned: { save, submit: { to: 'in_review' }, return: null, approve: null, ...releaseAlone, withdraw },
  approved: { save, submit: null, return: { to: 'returned' }, approve: null, ...release, withdraw },
  // Returned, it is taken off the schedule.
  scheduled: { save, submit: null, return: { to: 'returned' }, approve: null, ...release, withdraw },
  // A published version never changes: a correction is a new one, which goes the same way.
  published: { save, submit: null, return: null, approve: null, schedule: null, publish: null, withdraw },
  replaced: { save: null, submit: null, return: null, approve: null, schedule: null, publish: null, withdraw: null },
  overtaken: { save: null, submit: null, return: null, approve: null, schedule: null, publish: null, withdraw: null },
  withdrawn: { save: null, submit: null, return: null, approve: null, schedule: null, publish: null, withdraw: null },
};

/** Where an action leads; null when it is not to be had in this state. `second_pair`: whether a second pair of eyes is asked for. */
export function next(state: State, action: Action, { second_pair }: { readonly second_pair: boolean }): State | null {
  const step = transitions[state][action];
  return step === null || (step.alone && second_pair) ? null : step.to;
}

/** What the rows say of a version. */
export interface Standing {
  /** Its record was withdrawn. */
  readonly withdrawn: boolean;
  /** When it is shown, seen from now. */
  readonly shown: 'coming' | 'now' | 'past' | null;
  readonly newest: boolean;
  /** The last step that was taken with it. */
  readonly last_step: 'saved' | 'submitted' | 'returned' | 'approved' | null;
}

const afterStep = { saved: 'draft', submitted: 'in_review', returned: 'returned', approved: 'approved' } as const;

/** The state that follows from the rows. What was saved before there were steps, or imported, is a draft. */
export function stateOf({ withdrawn, shown, newest, last_step }: Standing): State {
  if (withdrawn) return 'withdrawn';
  if (shown === 'now') return 'published';
  if (shown === 'coming') return 'scheduled';
  if (shown === 'past') return 'replaced';
  if (!newest) return 'overtaken';
  return last_step === null ? 'draft' : afterStep[last_step];
}

/** Whether what is said of a correction fits: nothing on what was never shown; afterwards `minor`, which is silent, or a note that readers see. */
export function correctionFits(shown_before: boolean, correction: 'none' | 'minor' | 'noted'): boolean {
  return shown_before === (correction !== 'none');
}
