import { sql } from 'kysely';
import { Definitions, LinkFlow, Notice, PageHead, SearchForm, type DefinitionItem } from '#ui';
import { paths } from '#paths';
import type { Db } from '#kernel/db';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';

interface GlossaryRow {
  readonly id: string;
  readonly lang: string;
  readonly term: string;
  readonly variant: boolean;
  readonly definition: string | null;
}

/** With more concepts than this the page shows one letter at a time. */
const mostAtOnce = 150;
const longestQuery = 100;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function toItem(view: View, id: string, rows: readonly GlossaryRow[]): DefinitionItem {
  const preferred = rows.filter((r) => !r.variant);
  const own = preferred.find((r) => r.lang === view.lang) ?? preferred[0] ?? (rows[0] as GlossaryRow);
  const defined = [own, ...preferred].find((r) => r.definition !== null);
  return {
    id, term: { text: own.term, lang: own.lang },
    others: preferred.filter((r) => r.lang !== own.lang).map((r) => ({ text: r.term, lang: r.lang })),
    text: defined?.definition ? { text: defined.definition, lang: defined.lang } : undefined,
    variants: rows.filter((r) => r.variant).map((r) => ({ text: r.term, lang: r.lang })),
  };
}

/** Quotation marks before a term are no part of its place in the alphabet. */
const sortKey = (item: DefinitionItem): string => item.term.text.replace(/^[^\p{L}\p{N}]+/u, '');
/** Terms that begin with a figure stand together, after the letters. */
const figures = '0–9';
const letterOf = (view: View, item: DefinitionItem): string => {
  const first = (sortKey(item)[0] ?? '').toLocaleUpperCase(view.lang);
  return /\p{N}/u.test(first) ? figures : first;
};

/** The bilingual glossary in the order of the page's language: by letter, or the concepts that have what is asked for in a name or the definition. */
export async function glossaryPage(view: View, db: Db, query: URLSearchParams): Promise<Page> {
  const { rows } = await sql<GlossaryRow>`select id, lang, term, variant, definition from editorial.glossary_term order by id, lang, position`.execute(db);
  const concepts = Map.groupBy(rows, (r) => r.id);
  const items = [...concepts].map(([id, names]) => toItem(view, id, names)).sort((a, b) => view.compare(sortKey(a), sortKey(b)));
  const typed = (query.get('q') ?? '').slice(0, longestQuery).trim();
  const initials = [...new Set(items.map((i) => letterOf(view, i)))];
  const letters = [...initials.filter((l) => l !== figures), ...initials.filter((l) => l === figures)];
  const asked = query.get('term');
  const linked = items.find((i) => i.id === asked);
  const letter = linked ? letterOf(view, linked) : letters.find((l) => l === query.get('letter')) ?? letters[0];
  const whole = items.length <= mostAtOnce;
  const found = (names: readonly GlossaryRow[] | undefined) => names?.some((r) => plain(r.term).includes(plain(typed)) || plain(r.definition ?? '').includes(plain(typed))) ?? false;
  const shown = typed !== '' ? items.filter((i) => found(concepts.get(i.id))) : whole ? items : items.filter((i) => letterOf(view, i) === letter);
  return {
    title: view.t('search.glossary_title'),
    description: view.t('search.glossary_lead', { n: items.length }),
    noindex: typed !== '',
    body: (
      <>
        <PageHead view={view} title={view.t('search.glossary_title')} standfirst={view.t('search.glossary_lead', { n: items.length })} />
        <SearchForm view={view} id="glossary-filter" action={paths.glossary(view.lang)} label={view.t('search.glossary_find')} button={view.t('search.glossary_button')} value={typed} large />
        {!whole && (
          <nav aria-label={view.t('search.letters')}>
            <LinkFlow items={letters.map((l) => ({ href: paths.list(view.lang, 'glossary', new URLSearchParams({ letter: l })), label: l, current: typed === '' && l === letter }))} />
          </nav>
        )}
        {typed !== '' && (
          <p role="status">
            {view.t('search.glossary_found', { n: shown.length })} <a href={paths.glossary(view.lang)}>{view.t('search.glossary_all')}</a>
          </p>
        )}
        {shown.length > 0 ? <Definitions view={view} items={shown} /> : (
          <Notice title={view.t('search.none_title')}>
            <p><a href={paths.search(view.lang, typed)}>{view.t('search.glossary_search')}</a></p>
          </Notice>
        )}
      </>
    ),
  };
}
