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

/** Addresses that a form leads to: each field with the first value that it offers, sort orders with all. */
function formAddresses(page: PageFacts): string[] {
  return page.forms.flatMap(({ action, fields }) =>
    [...fields].flatMap(([name, values]) => {
      const offered = [...new Set(values.filter((v) => v !== ''))];
      const chosen = name === 'sort' ? offered : offered.slice(0, 1);
      const facet = name.replace(/\.mode$/, '');
      const value = fields.get(facet)?.[0] ?? '';
      if (name !== facet) return offered.map((mode) => `${action}?${new URLSearchParams([[facet, value], [name, mode]])}`);
      return chosen.map((v) => `${action}?${new URLSearchParams([[name, v]])}`);
    }),
  );
}

/** Bounds what follows a question mark: of every list and every set of parameters, so many addresses. */
export function boundedQueries(most: number): (address: string) => boolean {
  const seen = new Map<string, number>();
  return (address) => {
    const [path = '', query] = address.split('?');
    if (query === undefined) return true;
    const names = [...new Set(new URLSearchParams(query).keys())].sort();
    const values = names.filter((n) => n === 'sort' || n.endsWith('.mode')).map((n) => new URLSearchParams(query).get(n));
    // Records are many and alike: they share their bounds with their list.
    const shape = `${path.split('/').slice(0, 3).join('/')} ${path.split('/').length > 3} ${names.join(' ')} ${values.join(' ')}`;
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
  let working = 0;
  await new Promise<void>((done, fail) => {
    const next = (): void => {
      if (queue.length === 0 && working === 0) return done();
      while (working < 6 && queue.length > 0) {
        const address = queue.shift() ?? '';
        working += 1;
        one(address).then(
          () => {
            working -= 1;
            next();
          },
          fail,
        );
      }
    };
    next();
  });
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
      const link = /^(alternate|canonical|stylesheet|icon|preload)$/.test(rel) ? internal(origin, address, href) : null;
      if (link) add(link.address, address);
    }
    await visit({ address, status: answer.status, headers: answer.headers, body, page, from: found.get(address) ?? '' });
  }
}
