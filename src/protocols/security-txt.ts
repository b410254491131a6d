import { rfc3339 } from './dates.ts';

export interface SecurityTxt {
  /** URIs, the preferred first: `mailto:` or `https:`. At least one. */
  readonly contacts: readonly string[];
  /** After which the file is not to be trusted; less than a year ahead is recommended. */
  readonly expires: Date;
  readonly languages?: readonly string[];
  /** Where this file is found. */
  readonly canonical?: readonly string[];
  readonly policy?: string;
  readonly acknowledgments?: string;
  readonly encryption?: string;
}

/** `/.well-known/security.txt` (RFC 9116). No contact, or one that is no URI, throws a RangeError. */
export function securityTxt(s: SecurityTxt): string {
  if (s.contacts.length === 0) throw new RangeError('security.txt needs a contact');
  const wrong = [...s.contacts, ...(s.canonical ?? []), s.policy, s.acknowledgments, s.encryption].find((u) => u !== undefined && !/^(https:|mailto:|tel:|dns:|openpgp4fpr:)[!-~]+$/.test(u));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong)} is no URI that security.txt may name: https:, mailto: or tel:`);
  const field = (name: string, value: string | undefined) => (value === undefined || value === '' ? [] : [`${name}: ${value}\n`]);
  return [
    ...s.contacts.flatMap((c) => field('Contact', c)),
    ...field('Expires', rfc3339(s.expires)),
    ...field('Encryption', s.encryption),
    ...field('Acknowledgments', s.acknowledgments),
    ...field('Preferred-Languages', s.languages?.join(', ')),
    ...(s.canonical ?? []).flatMap((c) => field('Canonical', c)),
    ...field('Policy', s.policy),
  ].join('');
}
