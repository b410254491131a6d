// oai-identifier.xsd: a domain name whose labels begin with a letter.
const domain = /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$/;

/** Whether a host may stand in an `oai:` identifier; `localhost` and numbers may not. */
export function isRepositoryIdentifier(host: string): boolean {
  return domain.test(host);
}

/** The identifier of a record: `oai:portal.example:document/32011L0095`. It stays the same for ever. */
export function oaiIdentifier(host: string, kind: string, slug: string): string {
  return `oai:${host}:${kind}/${slug}`;
}

/** What an identifier of this host means, or `null`: unknown in this repository. */
export function parseOaiIdentifier(identifier: string, host: string): { readonly kind: string; readonly slug: string } | null {
  const prefix = `oai:${host}:`;
  if (!identifier.startsWith(prefix)) return null;
  const match = /^([a-z_-]+)\/([A-Za-z0-9()./_-]+)$/.exec(identifier.slice(prefix.length));
  return match ? { kind: match[1] ?? '', slug: match[2] ?? '' } : null;
}
