import type { VNode } from 'preact';
import { Layout, type Assets } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { PortalContext } from '../context.ts';
import { nativeName } from './format.tsx';
import { searchBox } from './parts.tsx';

/** Standing pages linked from the foot of every page, in this order, where they exist. */
const footerPages = ['about', 'using', 'sources', 'accessibility', 'privacy'] as const;

/** Parts of a query that make another page of the same list; everything else is a way of looking at one page. */
const pageParts = ['after', 'before'] as const;

/** Draws what surrounds every page. */
export function createShell(portal: PortalContext, assets: Assets): (view: View, page: Page) => VNode {
  return (view, page) => {
    const { lang } = view;
    const standing = portal.standing();
    const exists = (slug: string) => standing === null || standing.some((p) => p.slug === slug);
    const about = exists('about') ? paths.page(lang, 'about') : paths.bodies(lang);
    const nav = [
      ...portal.listed.map((k) => ({ key: k.folder, href: paths.list(lang, k.folder), label: view.t(`${k.domain}.title`) })),
      { key: 'states', href: paths.states(lang), label: view.t('portal.states') },
      { key: 'themes', href: paths.themes(lang), label: view.t('portal.themes') },
      { key: 'about', href: about, label: view.t('portal.nav.about') },
    ];
    const footer = [
      ...footerPages.filter((slug) => exists(slug)).map((slug) => ({ href: paths.page(lang, slug), label: view.t(`portal.nav.${slug}`) })),
      { href: paths.bodies(lang), label: view.t('portal.bodies') },
      { href: paths.archive(lang), label: view.t('portal.archive') },
      { href: paths.glossary(lang), label: view.t('portal.nav.glossary') },
    ];
    return (
      <Layout
        view={view}
        title={page.title}
        description={page.description}
        current={page.section}
        nav={nav}
        footer={footer}
        colophon={view.t('portal.colophon')}
        alternates={view.languages.map((l) => ({ lang: l, href: `/${l}${view.here}`, label: nativeName(l) }))}
        search={{ ...searchBox(view), placeholder: view.t('portal.search.placeholder') }}
        head={<>{!page.noindex && <Addresses view={view} />}<SearchDescription view={view} />{page.head}</>}
        assets={assets}
        home={paths.home(lang)}
        noindex={page.noindex}
        bodyClass={/^(\?|$)/.test(view.here) ? 'layout-front' : undefined}
      >
        {page.body}
      </Layout>
    );
  };
}

/** How browsers can search here from their own box (OpenSearch 1.1, autodiscovery). */
function SearchDescription({ view }: { view: View }) {
  return <link rel="search" type="application/opensearchdescription+xml" href={view.origin + paths.openSearch(view.lang)} title={view.process_name} />;
}

/** The address to cite and index, and the page for readers of other languages: the default language of the process, or the choice at the root. */
function Addresses({ view }: { view: View }) {
  const [path = '', search = ''] = view.here.split('?');
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams(pageParts.flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])));
  const rest = `${path}${kept.size > 0 ? `?${kept}` : ''}`;
  const general = rest === '' ? paths.root() : `/${view.languages[0] ?? view.lang}${rest}`;
  return (
    <>
      <link rel="canonical" href={`${view.origin}/${view.lang}${rest}`} />
      <link rel="alternate" hreflang="x-default" href={`${view.origin}${general}`} />
    </>
  );
}
