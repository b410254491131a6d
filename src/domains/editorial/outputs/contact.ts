import type { Process } from '#domains/parties';

/** Whom to write to: the contact of the process, otherwise the mailbox of this role at the portal's host (RFC 2142). A host that takes no mail is named `.invalid` (RFC 2606). */
export function contactOf(process: Process, role: 'postmaster' | 'security', origin: string): string {
  const host = new URL(origin).hostname;
  return process.contact_email ?? `${role}@${host.includes('.') ? host : `${host}.invalid`}`;
}
