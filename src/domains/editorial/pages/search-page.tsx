import { ActiveFilters, FilterPanel, Highlight, LinkList, Notice, PageHead, Pagination, River, SearchForm, WithAside, type FilterChecks, type FilterSelect, type RiverEntry } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import { langAttribute, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { searchFilterQuery, type SearchFilter } from '../search/filter.ts';
import { mostCharacters, mostTerms } from '../search/query.ts';
import { requestQuery, searchQuery, type SearchRequest } from '../search/request.ts';
import { pageSize, type SearchHit, type SearchResult } from '../search/search.ts';
import type { Widened } from '../search/widen.ts';
import { bestText, riverEntry, type Names } from './entry.tsx';
import { activeFilters, filterGroups, type FacetSource } from './filters.tsx';
import { FeedLinks, ListAs } from './list-forms.tsx';

interface Drawing {
  readonly names: Names;
  readonly source: FacetSource;
  readonly kinds: readonly AnyKind[];
}

/** The address of the same search with something changed. */
type Address = (change: { readonly filter?: URLSearchParams; readonly q?: string; readonly page?: number; readonly wide?: boolean }) => string;

function addressOf(view: View, request: SearchRequest, q: string): Address {
  return (change) => {
    const query = searchQuery(change.q ?? q, change.filter ?? searchFilterQuery(request.filter), request.order, change.wide ?? request.wide);
    if (change.page && change.page > 1) query.set('page', String(change.page));
    return paths.list(view.lang, 'search', query);
  };
}

/** A filter with one kind less. */
function withoutKind(filter: SearchFilter, kind: string): URLSearchParams {
  return searchFilterQuery({ ...filter, kinds: { ...filter.kinds, values: filter.kinds.values.filter((k) => k !== kind) } });
}

function Passage({ view, hit, folder, textHref }: { view: View; hit: SearchHit; folder: string; textHref: string }) {
  const { passage, row } = hit;
  if (!passage) return null;
  const { file, anchor } = passage;
  const title = file ? Object.entries(file.title) : [];
  const named = title.find(([lang]) => lang === view.lang) ?? title[0];
  return (
    <>
      <Highlight segments={passage.segments} lang={langAttribute(view, passage.lang).lang} />
      {anchor && <> <a href={`${textHref}#${encodeURIComponent(anchor)}`}>{view.t('search.to_passage')}</a></>}
      {file && (
        <>
          {' '}
          <a href={paths.file(folder, row.slug, file.path, file.page)}>
            {named ? <span {...langAttribute(view, named[0])}>{named[1]}</span> : file.path}
            {file.page !== null && <>, {view.t('search.page_of_file', { page: file.page })}</>}
          </a>
        </>
      )}
    </>
  );
}

/** A hit as an entry of a river: why it is here, in which language, and the way to the passage. */
function toEntry(view: View, hit: SearchHit, names: Names): RiverEntry {
  const { row } = hit;
  const entry = riverEntry(view, row, names, { kinds: true });
  const folder = names.kindOf(row.kind)?.folder ?? row.kind;
  const shown = bestText(row.texts, view);
  const other = hit.reason !== 'file' && shown && hit.lang !== shown.lang && row.texts.some((t) => t.lang === hit.lang);
  const textHref = other ? paths.text(view.lang, folder, row.slug, hit.lang) : entry.href;
  return {
    ...entry,
    summary: hit.passage ? undefined : entry.summary,
    passage: hit.passage ? <Passage view={view} hit={hit} folder={folder} textHref={textHref} /> : undefined,
    meta: (
      <>
        {entry.meta}
        {hit.reason === 'number' && <span>{view.t('search.by_number')}</span>}
        {hit.reason === 'file' && <span>{view.t('search.in_file')}</span>}
        {other && <a href={textHref}>{view.t('search.found_in', { language: view.language(hit.lang) })}</a>}
      </>
    ),
  };
}

function Names({ view, widened }: { view: View; widened: Widened }) {
  const glossary = `${paths.list(view.lang, 'glossary', new URLSearchParams({ term: widened.id }))}#${widened.id}`;
  const [first, ...rest] = widened.names;
  if (!first) return null;
  return (
    <>
      <a href={glossary} {...langAttribute(view, first.lang)}>{first.term}</a>
      {rest.slice(0, 2).map((n) => <span key={n.term}>, <span {...langAttribute(view, n.lang)}>{n.term}</span></span>)}
      {' '}({widened.words})
    </>
  );
}

/** What the glossary adds to the query, and the way to do without. */
function Widening({ view, result, request, address }: { view: View; result: SearchResult; request: SearchRequest; address: Address }) {
  if (result.widened.length === 0) return null;
  if (!request.wide) return <p>{view.t('search.as_typed')} <a href={address({ wide: true })}>{view.t('search.widen')}</a></p>;
  return (
    <p>
      {view.t('search.also')}{' '}
      {result.widened.map((w, i) => <span key={w.id}>{i > 0 && '; '}<Names view={view} widened={w} /></span>)}.{' '}
      <a href={address({ wide: false })}>{view.t('search.only_typed')}</a>
    </p>
  );
}

const examples = ['plain', 'phrase', 'minus', 'or', 'number', 'other_language'] as const;

/** The catalogues give that example in the other one of the languages that the glossary bridges. */
const otherLanguage = (view: View) => (view.lang === 'ru' ? 'en' : 'ru');

function Help({ view }: { view: View }) {
  return (
    <>
      <p>{view.t('search.help_lead')}</p>
      <LinkList items={examples.map((e) => {
        const q = view.t(`search.example.${e}`);
        return { href: paths.search(view.lang, q), label: q, lang: e === 'other_language' ? otherLanguage(view) : undefined, note: view.t(`search.example.${e}.means`) };
      })} />
      <p><a href={paths.glossary(view.lang)}>{view.t('search.glossary_title')}</a></p>
    </>
  );
}

/** Nothing found: what else to try. */
function Nothing({ view, result, request, address, drawing }: { view: View; result: SearchResult; request: SearchRequest; address: Address; drawing: Drawing }) {
  const filtered = searchFilterQuery(request.filter).size > 0;
  return (
    <Notice title={view.t('search.none_title')} live>
      <p>{view.t(result.asked ? 'search.none' : 'search.nothing_asked')}</p>
      <ul>
        {filtered && <li><a href={address({ filter: new URLSearchParams() })}>{view.t('search.without_filters')}</a></li>}
        {!request.wide && <li><a href={address({ wide: true })}>{view.t('search.widen')}</a></li>}
        <li><a href={paths.list(view.lang, 'glossary', new URLSearchParams({ q: result.query.text.slice(0, 100) }))}>{view.t('search.in_glossary')}</a></li>
        {drawing.kinds.filter((k) => k.kind !== 'page').map((k) => <li key={k.kind}><a href={paths.list(view.lang, k.folder)}>{view.t(`${k.domain}.title`)}</a></li>)}
      </ul>
    </Notice>
  );
}

function kindGroup(view: View, kinds: readonly AnyKind[], filter: SearchFilter, counts: ReadonlyMap<string, number>): FilterChecks[] {
  const offered = kinds.filter((k) => counts.has(k.kind) || filter.kinds.values.includes(k.kind));
  if (offered.length === 0 || (offered.length === 1 && filter.kinds.values.length === 0)) return [];
  return [{
    kind: 'checks', name: 'kind', legend: view.t('search.kind'),
    options: offered.map((k) => ({ value: k.kind, label: view.t(`${k.domain}.title`), checked: filter.kinds.values.includes(k.kind), count: counts.get(k.kind) ?? 0 })),
    mode: {
      name: 'kind.mode', legend: view.t('editorial.mode'),
      options: (['any', 'none'] as const).map((m) => ({ value: m, label: view.t(`editorial.mode.${m}`), checked: filter.kinds.mode === m })),
    },
  }];
}

function groupsOf(view: View, request: SearchRequest, result: SearchResult, drawing: Drawing): (FilterChecks | FilterSelect)[] {
  const { counts } = result;
  const lists = { state: counts.states, theme: counts.themes, focus: counts.focus, readable: counts.readable, year: counts.year, type: new Map(), status: new Map() };
  const sort: FilterSelect = {
    kind: 'select', name: 'sort', legend: view.t('editorial.sort'),
    options: (['relevance', 'newest'] as const).map((o) => ({ value: o, label: view.t(o === 'relevance' ? 'search.by_relevance' : 'editorial.sort.newest'), checked: request.order === o })),
  };
  return [...kindGroup(view, drawing.kinds, request.filter, counts.kinds), ...filterGroups(view, drawing.names, null, drawing.source, request.filter, lists), sort];
}

function statusText(view: View, request: SearchRequest, result: SearchResult): string {
  const from = (result.page - 1) * pageSize + 1;
  const range = result.hits.length > 0 ? view.t('editorial.showing', { from, to: from + result.hits.length - 1, total: result.total }) : view.t('editorial.none_short');
  if (result.complete) return range;
  return `${range}. ${view.t(request.order === 'newest' ? 'search.bounded_newest' : 'search.bounded', { n: result.total })}`;
}

/** What the reader should know of how the query was read. */
function Remarks({ view, result, address }: { view: View; result: SearchResult; address: Address }) {
  const { query, strictness, full, corrections } = result;
  return (
    <>
      {query.cut && <Notice tone="warn"><p>{view.t(query.cut === 'characters' ? 'search.cut_characters' : 'search.cut_terms', { n: query.cut === 'characters' ? mostCharacters : mostTerms })}</p></Notice>}
      {corrections.length > 0 && (
        <p>
          {view.t('search.did_you_mean')}{' '}
          {corrections.map((c, i) => (
            <span key={c.q}>{i > 0 && ', '}<a href={address({ q: c.q, filter: new URLSearchParams() })} {...langAttribute(view, c.lang)}>{c.q}</a> ({view.t('search.finds', { n: c.total })})</span>
          ))}?
        </p>
      )}
      {strictness !== 'all' && result.hits.length > 0 && <p>{view.t(full === 0 ? 'search.none_full' : 'search.few_full', { n: full })}</p>}
    </>
  );
}

/** The search page: one box, what was found and why, filters with counts; everything in the address. */
export function searchPage(view: View, request: SearchRequest, result: SearchResult, drawing: Drawing): Page {
  const { query } = result;
  const address = addressOf(view, request, query.text);
  const filterQuery = searchFilterQuery(request.filter);
  const clear = filterQuery.size > 0 ? { href: address({ filter: new URLSearchParams() }), label: view.t('editorial.clear') } : undefined;
  const kindFilters = request.filter.kinds.values.map((kind) => {
    const known = drawing.kinds.find((k) => k.kind === kind);
    return { href: address({ filter: withoutKind(request.filter, kind) }), label: `${request.filter.kinds.mode === 'none' ? `${view.t('editorial.not')} ` : ''}${known ? view.t(`${known.domain}.title`) : kind}` };
  });
  const withKinds = (rest: URLSearchParams): URLSearchParams => {
    const all = new URLSearchParams(rest);
    for (const [name, value] of filterQuery) if (name === 'kind' || name === 'kind.mode') all.append(name, value);
    return all;
  };
  const chosen = [...kindFilters, ...activeFilters(view, drawing.names, null, request.filter, (rest) => address({ filter: withKinds(rest) }))];
  const hidden = [{ name: 'q', value: query.text }, ...(request.wide ? [] : [{ name: 'wide', value: '0' }])];
  const title = query.text === '' ? view.t('search.title') : view.t('search.title_of', { q: query.text });
  const forms = { title, address: 'search', query: requestQuery({ ...request, q: query.text, order: 'relevance' }), formats: ['atom', 'json', 'csv'] } as const;
  const beyond = result.hits.length === 0 && result.total > 0;
  const results = (
    <>
      <ActiveFilters title={view.t('editorial.filters_active')} remove={view.t('editorial.remove')} items={chosen} clear={clear} />
      <Remarks view={view} result={result} address={address} />
      <Widening view={view} result={result} request={request} address={address} />
      {result.total > 0 && <p role="status">{statusText(view, request, result)}</p>}
      {beyond && <Notice title={view.t('search.beyond_title')}><p>{view.t('search.beyond', { n: result.pages })} <a href={address({})}>{view.t('search.first_page')}</a></p></Notice>}
      {result.total === 0 && <Nothing view={view} result={result} request={request} address={address} drawing={drawing} />}
      <River view={view} entries={result.hits.map((hit) => toEntry(view, hit, drawing.names))} />
      {!beyond && result.total > 0 && (
        <Pagination
          view={view}
          status={view.t('search.page_of', { page: result.page, pages: result.pages })}
          previous={result.page > 1 ? { href: address({ page: result.page - 1 }), label: view.t('editorial.previous') } : undefined}
          next={result.page < result.pages ? { href: address({ page: result.page + 1 }), label: view.t('editorial.next') } : undefined}
        />
      )}
      {result.total > 0 && <ListAs view={view} forms={forms} />}
    </>
  );
  return {
    title,
    description: view.t('search.lead'),
    noindex: query.text !== '',
    ...(result.asked ? { head: <FeedLinks view={view} forms={forms} /> } : {}),
    body: (
      <>
        <PageHead view={view} title={view.t('search.title')} standfirst={query.text === '' ? view.t('search.lead') : undefined} />
        <SearchForm
          view={view} id="search-query" action={paths.search(view.lang)} label={view.t('search.label')} button={view.t('search.button')} value={query.text}
          suggestions={paths.suggestions(view.lang)} large
        />
        {query.text === '' ? <Help view={view} /> : result.total === 0 && chosen.length === 0 ? results : (
          <WithAside
            side="start"
            label={view.t('editorial.filters')}
            aside={
              <FilterPanel
                view={view} action={paths.search(view.lang)} title={view.t('editorial.filters')} submit={view.t('editorial.apply')} clear={clear} hidden={hidden}
                groups={groupsOf(view, request, result, drawing)}
              />
            }
          >
            {results}
          </WithAside>
        )}
      </>
    ),
  };
}
