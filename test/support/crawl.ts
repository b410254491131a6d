import { workThrough } from '#kernel/work-queue';
import { readPage, type PageFacts } from './page.ts';

/** What an address answered. */
export interface Visit {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** For HTML only. */
  readonly page: PageFacts | null;
  /** The first page that links here. */
  readonly from: string;
}

export interface CrawlOptions {
  readonly origin: string;
  readonly start: readonly string[];
  /** Called for each answer as it comes; what the crawl keeps of it is up to the caller. */
  readonly visit: (visit: Visit) => void | Promise<void>;
  /** Whether to follow an address; decided once for each, in the order of discovery. */
  readonly follow?: (address: string) => boolean;
}

/** A link as an address of this origin without its fragment; null leads elsewhere. */
export function internal(origin: string, base: string, href: string): { address: string; fragment: string } | null {
  const url = URL.canParse(href, `${origin}${base}`) ? new URL(href, `${origin}${base}`) : null;
  if (!url || url.origin !== origin) return null;
  return { address: url.pathname + url.search, fragment: url.hash.slice(1) };
}

/** Addresses that a form leads to: each field with the first value that it offers, facets also in their last mode, orders all. */
function formAddresses(page: PageFacts): string[] {
  return page.forms.flatMap(({ action, fields }) =>
    [...fields].flatMap(([name, values]) => {
      const offered = [...new Set(values.filter((v) => v !== ''))];
      if (name === 'sort') return offered.map((v) => `${action}?${new URLSearchParams([[name, v]])}`);
      if (name.endsWith('.mode')) {
        const facet = name.slice(0, -5);
        return [`${action}?${new URLSearchParams([[facet, fields.get(facet)?.[0] ?? ''], [name, offered.at(-1) ?? '']])}`];
      }
      return offered.slice(0, 1).map((v) => `${action}?${new URLSearchParams([[name, v]])}`);
    }),
  );
}

/**
 * Bounds what follows a question mark: of every list (and of the records of every list together) `most` addresses for each set of at most
 * two parameters; of larger sets none, since they combine what the smaller ones show.
 */
export function boundedQueries(most: number): (address: string) => boolean {
  const seen = new Map<string, number>();
  return (address) => {
    const [path = '', search] = address.split('?');
    if (search === undefined) return true;
    const query = new URLSearchParams(search);
    const names = [...new Set(query.keys())].sort();
    if (names.length > 2) return false;
    const [, lang, folder = '', ...rest] = path.split('/');
    const program = /\.(atom|json|csv|ics)$/.test(path);
    const shape = [lang, folder, rest.length > 0, program ? '' : names, program ? '' : query.get('sort')].join(' ');
    const count = seen.get(shape) ?? 0;
    seen.set(shape, count + 1);
    return count < most;
  };
}

/** Follows every internal link and form of every page, a few at a time, and returns all addresses found: address → first page that names it. */
export async function crawl({ origin, start, visit, follow = boundedQueries(2) }: CrawlOptions): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const queue: string[] = [];
  const add = (address: string, from: string) => {
    if (found.has(address)) return;
    if (!follow(address)) return;
    found.set(address, from);
    queue.push(address);
  };
  for (const address of start) add(address, '');
  await workThrough(queue, 6, one);
  return found;

  async function one(address: string): Promise<void> {
    const answer = await fetch(`${origin}${address}`, { redirect: 'manual' });
    const html = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
    const body = await answer.text();
    const page = html ? readPage(body) : null;
    const location = answer.headers.get('location');
    for (const href of [...(page?.links ?? []), ...(page ? formAddresses(page) : []), ...(location ? [location] : [])]) {
      const link = internal(origin, address, href);
      if (link) add(link.address, address);
    }
    for (const { rel, href } of page?.heads ?? []) {
      const link = /^(alternate|canonical|stylesheet|icon|preload|search)$/.test(rel) ? internal(origin, address, href) : null;
      if (link) add(link.address, address);
    }
    await visit({ address, status: answer.status, headers: answer.headers, body, page, from: found.get(address) ?? '' });
  }
}
