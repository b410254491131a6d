/** A node of schema.org; members that are `undefined` are not written. */
export interface JsonLd {
  readonly '@type': string;
  readonly [property: string]: unknown;
}

/** One node, or several as a graph, as a document. */
export function jsonLd(nodes: readonly JsonLd[]): string {
  const [only] = nodes;
  return JSON.stringify(nodes.length === 1 && only ? { '@context': 'https://schema.org', ...only } : { '@context': 'https://schema.org', '@graph': nodes });
}

const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** The same document for inside `<script type="application/ld+json">`: nothing in it can end the element or begin a comment. */
export function embedJsonLd(nodes: readonly JsonLd[]): string {
  return jsonLd(nodes).replace(/[<>&\u2028\u2029]/g, (c) => escapes[c] ?? c);
}

/** A list as schema.org likes it: nothing, one value, or several. */
export function many<T>(values: readonly T[] | undefined): T | readonly T[] | undefined {
  return values === undefined || values.length === 0 ? undefined : values.length === 1 ? values[0] : values;
}
