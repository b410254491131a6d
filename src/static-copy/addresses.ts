import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** Query parameters whose pages belong to a static copy: the pages of a list, two languages side by side, another language of a text, an earlier version, and one facet. */
const paging = new Set(['after', 'before']);
const reading = new Set(['left', 'right', 'text', 'version']);
const facets = new Set(['state', 'theme', 'focus', 'type', 'status', 'readable', 'year']);

export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly fragment: string;
}

/** An address of the portal as a static copy knows it; null when it has no place there. */
export function parseAddress(href: string): Address | null {
  if (!href.startsWith('/') || href.startsWith('//')) return null;
  const url = new URL(href, 'http://portal.invalid');
  const query = new URLSearchParams([...url.searchParams].filter(([, value]) => value !== ''));
  return { path: url.pathname, query, fragment: url.hash };
}

/** A text in another language of the process is read on the page of that language, which the copy has anyway. */
export function inItsLanguage(address: Address, languages: readonly string[]): Address {
  const text = address.query.get('text');
  if (text === null || !languages.includes(text) || address.query.size > 1) return address;
  return { ...address, path: address.path.replace(/^\/[a-z]{2,3}(?=\/)/, `/${text}`), query: new URLSearchParams() };
}

/** Whether a page of these parameters is copied: lists with at most one chosen value, and the ways of reading a text. */
export function isCopied(path: string, query: URLSearchParams): boolean {
  const names = [...query.keys()];
  if (/^\/[a-z]{2,3}\/search(\/|$|\.)/.test(path) || path.startsWith('/api/') || path === '/oai' || path === '/healthz') return false;
  const chosen = names.filter((n) => facets.has(n));
  return chosen.length <= 1 && names.every((n) => paging.has(n) || reading.has(n) || facets.has(n));
}

const safe = (text: string) => (/^[\w.=,()-]{1,80}$/.test(text) ? text : createHash('sha256').update(text).digest('hex').slice(0, 24));

/** The file of an address: `/en/news?state=ua` → `en/news/_state=ua/index.html`, `/en/news.atom` → `en/news.atom`. */
export function fileOf(path: string, query: URLSearchParams): string {
  const parts = decodeURIComponent(path).split('/').filter(Boolean);
  const last = parts.at(-1) ?? '';
  const isFile = parts[0] === 'files' || parts[0] === 'assets' || /\.(atom|json|csv|ics|xml|txt|bib|ris|jsonld|csl\.json)$/.test(last);
  const suffix = query.size > 0 ? `_${safe([...query].map(([k, v]) => `${k}=${v}`).join(','))}` : '';
  if (isFile) {
    const dot = last.indexOf('.');
    return suffix && dot > 0 ? [...parts.slice(0, -1), `${last.slice(0, dot)}${suffix}${last.slice(dot)}`].join('/') : parts.join('/');
  }
  return [...parts, ...(suffix ? [suffix] : []), 'index.html'].join('/');
}

/** A link from one file of the copy to another, which works from a file server and from a disk. */
export function relativeLink(from: string, to: string, fragment: string): string {
  const link = posix.relative(posix.dirname(from), to) || posix.basename(to);
  return link.split('/').map((part) => (part === '..' ? part : encodeURIComponent(part))).join('/') + fragment;
}
