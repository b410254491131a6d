/**
 * Headers of every answer. The policy allows nothing inline and nothing from elsewhere (CSP Level 3); OWASP Secure Headers Project names the rest.
 */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Kept by shared caches for a minute, and served stale while they ask again (RFC 5861). */
export const publicCaching = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600';
export const immutableCaching = 'public, max-age=31536000, immutable';
