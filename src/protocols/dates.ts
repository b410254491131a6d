/** An instant as RFC 3339 in UTC, to the second: `2009-02-05T07:00:00Z`. */
export function rfc3339(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
