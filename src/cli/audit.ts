import type { AuditReport } from '#kernel/audit';

/** What a check of the audit chain found, in a line for a terminal. */
export function describeAudit({ events, head, since, broken }: AuditReport): string {
  if (broken === null) return `${events} events hold${since === null ? '' : `, ${since} of them since the head that was given`}; head ${head?.hash ?? 'none'}`;
  const place = [broken.event_id === null ? [] : [`event ${broken.event_id}`], broken.position === null ? [] : [`link ${broken.position}`], [broken.problem]].flat();
  return `broken after ${events} events: ${place.join(', ')}: ${broken.message}`;
}
