import { LinkFlow, Notice, PageHead, SearchForm, Tombstone } from '#ui';
import { paths } from '#paths';
import type { TombstoneFacts } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import type { Page } from '#kernel/http';
import { langAttribute, type View } from '#kernel/view';
import type { PortalContext } from '../context.ts';
import { nativeName } from './format.tsx';
import { searchBox } from './parts.tsx';

export type ErrorStatus = 400 | 404 | 405 | 414 | 431 | 500 | 503;

/** The same page in every language of the process, for an address in a language that it does not have. */
function InLanguages({ view }: { view: View }) {
  return <LinkFlow items={view.languages.map((lang) => ({ href: `/${lang}${view.here}`, label: nativeName(lang), ...langAttribute(view, lang) }))} />;
}

/**
 * What went wrong, in the reader's language: what it means, and what to do. `reference` is in the log too. With `otherLanguage` the address began
 * with a language that the process does not have: `view.here` is its rest.
 */
export function errorPage(view: View, status: ErrorStatus, reference: string, otherLanguage = false): Page {
  const key = otherLanguage ? 'language' : status === 404 || status === 405 ? 'not_found' : status >= 500 ? 'failed' : 'bad_request';
  const title = view.t(`portal.error.${key}.title`);
  const ways = [
    { href: paths.home(view.lang), label: view.t('portal.error.home') },
    { href: paths.states(view.lang), label: view.t('portal.states') },
    { href: paths.themes(view.lang), label: view.t('portal.themes') },
    { href: paths.archive(view.lang), label: view.t('portal.archive') },
  ];
  return {
    title,
    status,
    noindex: true,
    body: (
      <>
        <PageHead view={view} kicker={String(status)} title={title} standfirst={view.t(`portal.error.${key}.meaning`)} />
        {otherLanguage && <InLanguages view={view} />}
        {key === 'failed' && <Notice tone="error">{view.t('portal.error.reference', { reference })}</Notice>}
        <SearchForm {...searchBox(view)} view={view} id="error-search" large />
        <LinkFlow items={ways} />
      </>
    ),
  };
}

/** What follows a withdrawn record; the titles are those of the record when everybody may read it. */
type Successor = NonNullable<TombstoneFacts['successor']> & { readonly titles?: Texts | null };

function successorLink(view: View, portal: PortalContext, successor: Successor) {
  const kind = portal.kinds.find((k) => k.kind === successor.kind);
  if (!kind || successor.titles === null) return undefined;
  const title = view.pick(successor.titles ?? {});
  return {
    prefix: view.t('portal.tombstone.successor'),
    href: paths.record(view.lang, kind.folder, successor.slug),
    label: title.text || `${kind.folder}/${successor.slug}`,
    ...(title.text ? langAttribute(view, title.lang) : {}),
  };
}

/** What stays at the address of a withdrawn record; HTTP 410. */
export function tombstonePage(view: View, portal: PortalContext, tombstone: TombstoneFacts): Page {
  const title = view.pick(tombstone.titles);
  const kind = portal.kinds.find((k) => k.kind === tombstone.kind);
  const day = tombstone.withdrawn_at.slice(0, 10);
  return {
    title: title.text || tombstone.slug,
    status: 410,
    noindex: true,
    body: (
      <Tombstone
        view={view}
        state={view.t('portal.tombstone.state')}
        title={title.text || tombstone.slug}
        lang={title.lang}
        reason={view.pick(tombstone.reason).text}
        facts={[
          { label: view.t('portal.tombstone.kind'), value: kind && view.t(`${kind.domain}.one`) },
          { label: view.t('portal.tombstone.withdrawn'), value: <time dateTime={day}>{view.date(day)}</time> },
        ]}
        successor={tombstone.successor ? successorLink(view, portal, tombstone.successor) : undefined}
      />
    ),
  };
}
