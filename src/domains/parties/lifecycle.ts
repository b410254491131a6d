import type { Role } from './policy.ts';

/** A mandate as it is held: a person speaks for a party. Days are `YYYY-MM-DD` where the process has its seat, first and last included. */
export interface Mandate {
  readonly id: number;
  /** `null` once the person was erased. */
  readonly person: string | null;
  readonly party: string;
  readonly role: Role;
  /** Of governing members only. */
  readonly body: string | null;
  readonly starts: string;
  /** The last day, by the row itself or by who ended it earlier; `null`: until further notice. */
  readonly ends: string | null;
  /** The mandate that its holder stands in for. */
  readonly alternate_of: number | null;
}

export type Phase = 'ahead' | 'running' | 'over';

type Term = Pick<Mandate, 'starts' | 'ends'>;

/** What a mandate is on a day. Nobody has to do anything for it to begin or to end. A mandate that ends before it starts never runs. */
export function phaseOn({ starts, ends }: Term, day: string): Phase {
  if (ends !== null && (ends < day || ends < starts)) return 'over';
  return starts > day ? 'ahead' : 'running';
}

/** The mandates that give rights on a day. */
export function runningOn<T extends Term>(mandates: readonly T[], day: string): T[] {
  return mandates.filter((m) => phaseOn(m, day) === 'running');
}

/** Whether two terms have a day in common. */
export function overlap(a: Term, b: Term): boolean {
  const empty = (t: Term) => t.ends !== null && t.ends < t.starts;
  return !empty(a) && !empty(b) && (a.ends === null || b.starts <= a.ends) && (b.ends === null || a.starts <= b.ends);
}
