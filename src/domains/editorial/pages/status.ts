import type { Tone } from '#ui';

/** What the statuses of all kinds say by their colour; one that is not here is plain. */
const tones: Readonly<Record<string, Tone>> = {
  in_force: 'good',
  not_yet_applicable: 'water', not_yet_in_force: 'water', proposed: 'water', planned: 'water',
  postponed: 'warn',
  repealed: 'past', expired: 'past', withdrawn: 'past', superseded: 'past', cancelled: 'past',
};

/** The tone of a status. */
export function statusTone(status: string): Tone {
  return tones[status] ?? 'plain';
}

/** Whether a status is what a reader expects anyway, so that lists need not say it. */
export function isUsual(status: string): boolean {
  return status === 'in_force' || statusTone(status) === 'plain';
}
