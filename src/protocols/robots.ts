export interface Robots {
  readonly groups: readonly RobotsGroup[];
  readonly sitemaps: readonly string[];
}

export interface RobotsGroup {
  readonly agents: readonly string[];
  /** Paths; `*` and a final `$` have a meaning (RFC 9309, section 2.2.3). */
  readonly allow?: readonly string[];
  readonly disallow?: readonly string[];
}

const line = (text: string) => text.replace(/[\r\n#]/g, encodeURIComponent);

/** A `robots.txt` (RFC 9309). Without a rule, everything is open. */
export function robotsTxt({ groups, sitemaps }: Robots): string {
  const blocks = groups.map(({ agents, allow = [], disallow = [] }) => [
    ...agents.map((a) => `User-agent: ${line(a)}`),
    ...allow.map((p) => `Allow: ${line(p)}`),
    ...disallow.map((p) => `Disallow: ${line(p)}`),
    ...(allow.length + disallow.length === 0 ? ['Disallow:'] : []),
  ]);
  return `${[...blocks, sitemaps.map((s) => `Sitemap: ${line(s)}`)].filter((b) => b.length > 0).map((b) => b.join('\n')).join('\n\n')}\n`;
}
