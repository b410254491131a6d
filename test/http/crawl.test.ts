import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#test/app';
import { boundedQueries, crawl, internal } from '#test/crawl';
import { htmlFindings } from './html-rules.ts';
import { patternsOf, routeOf, routes } from './inventory.ts';
import { languageFindings } from './languages.ts';

/** What is kept of a visit. */
interface Kept {
  readonly status: number;
  readonly from: string;
  readonly html: boolean;
  readonly ids: ReadonlySet<string>;
  readonly fragments: readonly { readonly address: string; readonly fragment: string }[];
  readonly alternates: ReadonlyMap<string, string>;
  readonly canonical: string | null;
  readonly noindex: boolean;
  readonly problems: readonly string[];
  readonly findings: readonly string[];
  readonly foreign: readonly string[];
}

let app: TestApp;
const visits = new Map<string, Kept>();

/** Kinds of which each page is held against the rules of HTML; of the others, and of filtered lists, only the first in each language, for they are alike. */
const everyOne = new Set(['meetings', 'pages']);
const fromEach = 20;
const filteredFromEach = 3;
const counted = new Map<string, number>();

const isAmongFirst = (key: string, most: number): boolean => {
  counted.set(key, (counted.get(key) ?? 0) + 1);
  return (counted.get(key) ?? 0) <= most;
};

function isSampled(address: string, ids: readonly string[]): boolean {
  const [path = '', query] = address.split('?');
  const [, lang = '', folder = '', ...rest] = path.split('/');
  if (query !== undefined) return isAmongFirst(`${lang}/${folder} ${rest.length > 0} filtered`, filteredFromEach);
  if (rest.length === 0 || everyOne.has(folder)) return true;
  // Acts with provisions: long texts of several languages.
  if (folder === 'legislation' && ids.length > 60) return true;
  return isAmongFirst(`${lang}/${folder}`, fromEach);
}

const securityHeaders = ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'];

function headerProblems(headers: Headers, lang: string | null): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  return [
    ...(/default-src 'none'/.test(policy) ? [] : ['no default-src none in its content-security-policy']),
    ...(/unsafe-(inline|eval)|\*/.test(policy) ? [`its content-security-policy is lax: ${policy}`] : []),
    ...securityHeaders.filter((h) => !headers.get(h)).map((h) => `no ${h}`),
    ...(lang !== null && headers.get('content-language') !== lang ? [`content-language ${headers.get('content-language')} instead of ${lang}`] : []),
    ...(headers.get('etag') ? [] : ['no etag']),
    ...(headers.get('vary')?.includes('Accept-Encoding') ? [] : ['no vary: Accept-Encoding']),
    ...(headers.get('x-powered-by') ? ['x-powered-by'] : []),
  ];
}

beforeAll(async () => {
  app = await testApp();
  await crawl({
    origin: app.url,
    // A search form leads nowhere until somebody types into it.
    start: ['/en', '/ru', '/en/search?q=asylum', `/ru/search?q=${encodeURIComponent('убежище')}`, '/en/search?q=zqxkzqxk', '/en/search'],
    follow: boundedQueries(1),
    async visit({ address, status, headers, body, page, from }) {
      const lang = /^\/(en|ru)\b/.exec(address)?.[1] ?? null;
      const fragments = (page?.links ?? []).flatMap((href) => {
        const link = internal(app.url, address, href);
        return link && link.fragment !== '' && !link.address.startsWith('/files/') ? [link] : [];
      });
      const sampled = page !== null && status === 200 && isSampled(address, page.ids);
      const doubled = page?.ids.filter((id, i) => page.ids.indexOf(id) !== i) ?? [];
      visits.set(address, {
        status, from, html: page !== null, ids: new Set(page?.ids), fragments, noindex: page?.noindex ?? false,
        alternates: new Map(page?.heads.flatMap((h) => (h.rel === 'alternate' && h.hreflang ? [[h.hreflang, h.href]] : []))),
        canonical: page?.heads.find((h) => h.rel === 'canonical')?.href ?? null,
        problems: page === null || status !== 200 ? [] : [
          ...headerProblems(headers, lang),
          ...(page.lang === lang ? [] : [`lang="${page.lang}"`]),
          ...(page.title.length > 3 ? [] : [`title ${JSON.stringify(page.title)}`]),
          ...(page.h1.length === 1 && page.h1[0] ? [] : [`${page.h1.length} h1`]),
          ...doubled.map((id) => `two elements with id ${id}`),
          ...page.inline.map((element) => `inline: ${element}`),
          ...(page.links.filter((href) => !/^(https?:|mailto:|\/|#|\?)/.test(href)).map((href) => `a link to ${href}`)),
          ...(/\b(undefined|NaN|\[object Object\])\b/.test(page.texts.map((t) => t.text).join('\n')) ? ['undefined, NaN or [object Object] in its text'] : []),
        ],
        findings: sampled ? await htmlFindings(body) : [],
        foreign: page && status === 200 ? languageFindings(page) : [],
      });
    },
  });
}, 900_000);
afterAll(() => app?.close());

const pages = () => [...visits].filter(([, v]) => v.html && v.status === 200);
/** Findings that repeat on many pages are one defect: each is shown with the first page and their number. */
function gathered(of: (visit: Kept) => readonly string[]): string[] {
  const first = new Map<string, { address: string; n: number }>();
  for (const [address, visit] of visits) {
    for (const finding of of(visit)) {
      const key = finding.replace(/ at \d+:\d+/, '');
      const known = first.get(key);
      if (known) known.n += 1;
      else first.set(key, { address, n: 1 });
    }
  }
  return [...first].map(([finding, { address, n }]) => `${address}${n > 1 ? ` and ${n - 1} more` : ''}: ${finding}`);
}

describe('every link of every page', () => {
  test('is answered', () => {
    expect(pages().length).toBeGreaterThan(1200);
    const dead = [...visits].filter(([, v]) => v.status >= 400).map(([address, v]) => `${v.status} ${address}, linked from ${v.from}`);
    expect(dead).toEqual([]);
  });

  test('leads to a passage that exists', () => {
    const dangling = [...visits].flatMap(([from, visit]) =>
      visit.fragments.flatMap(({ address, fragment }) => {
        const target = visits.get(address);
        return target?.html && !target.ids.has(decodeURIComponent(fragment)) ? [`${address}#${fragment}, linked from ${from}`] : [];
      }),
    );
    expect([...visits.values()].reduce((n, v) => n + v.fragments.length, 0)).toBeGreaterThan(1000);
    expect(dangling.slice(0, 40)).toEqual([]);
  });

  test('is a route that is known', () => {
    const unknown = [...visits.keys()].filter((address) => !routeOf(address));
    expect(unknown).toEqual([]);
  });
});

describe('the routes', () => {
  test('are those of the inventory, no more and no less', () => {
    const mounted = [...new Set(patternsOf(app.server.printRoutes()))].sort();
    expect(mounted.length).toBeGreaterThan(25);
    expect(mounted).toEqual(routes.map((r) => r.pattern).sort());
  });

  test('that are pages were all reached, in both languages', () => {
    const reached = new Set([...visits].filter(([, v]) => v.status === 200).flatMap(([address]) => {
      const route = routeOf(address);
      return route ? [`${/^\/(en|ru)\b/.exec(address)?.[1] ?? ''} ${route.pattern}`] : [];
    }));
    const expected = routes.filter((r) => r.kind !== 'machine').flatMap((r) => (r.pattern.startsWith('/:lang') ? ['en', 'ru'] : ['']).map((lang) => `${lang} ${r.pattern}`));
    expect(expected.filter((e) => !reached.has(e))).toEqual([]);
  });
});

describe('every page', () => {
  test('has the headers, the language, one heading and identifiers that it should have', () => {
    expect(gathered((v) => v.problems)).toEqual([]);
  });

  test('is right by the rules of HTML', () => {
    expect(gathered((v) => v.findings)).toEqual([]);
  });

  test('speaks its language, and says where it does not', () => {
    expect(gathered((v) => v.foreign)).toEqual([]);
  });

  test('names itself in every language', () => {
    const wrong = pages().flatMap(([address, { alternates }]) => {
      const rest = address.slice(3);
      return ['en', 'ru'].flatMap((lang) => (alternates.get(lang) === `${app.url}/${lang}${rest}` ? [] : [`${address}: hreflang ${lang} is ${alternates.get(lang)}`]));
    });
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  test('has a canonical address that is its own path and is answered, or stays out of indexes', () => {
    const wrong = pages().flatMap(([address, { canonical, noindex }]) => {
      if (noindex && canonical === null) return [];
      const own = `${app.url}${address.split('?')[0]}`;
      if (canonical === null || canonical.split('?')[0] !== own) return [`${address}: canonical ${canonical}`];
      const target = visits.get(canonical.slice(app.url.length));
      return target === undefined || target.status === 200 ? [] : [`${address}: canonical answers ${target.status}`];
    });
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
