import type { VNode } from 'preact';
import { Layout, type Assets } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { PortalContext } from '../context.ts';

/** Standing pages linked from the foot of every page. */
const footerPages = ['about', 'using', 'sources', 'accessibility', 'privacy'] as const;

/** Draws what surrounds every page. */
export function createShell(portal: PortalContext, assets: Assets): (view: View, page: Page) => VNode {
  return (view, page) => {
    const { lang } = view;
    const kinds = portal.kinds.filter((k) => k.kind !== 'page');
    const nav = [
      ...kinds.map((k) => ({ key: k.folder, href: paths.list(lang, k.folder), label: view.t(`${k.domain}.title`) })),
      { key: 'states', href: paths.states(lang), label: view.t('portal.states') },
      { key: 'themes', href: paths.themes(lang), label: view.t('portal.themes') },
      { key: 'about', href: paths.page(lang, 'about'), label: view.t('portal.nav.about') },
    ];
    const footer = [
      ...footerPages.map((slug) => ({ href: paths.page(lang, slug), label: view.t(`portal.nav.${slug}`) })),
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
        colophon={view.t('portal.colophon', { process: view.process_name })}
        alternates={view.languages.map((l) => ({ lang: l, href: `/${l}${view.here}`, label: nativeName(l) }))}
        search={{ action: paths.search(lang), label: view.t('portal.search.label'), button: view.t('portal.search.button'), placeholder: view.t('portal.search.placeholder'), suggestions: paths.suggestions(lang) }}
        head={page.head}
        assets={assets}
        home={paths.home(lang)}
        noindex={page.noindex}
      >
        {page.body}
      </Layout>
    );
  };
}

/** A language's own name, capitalised as a label: «Русский». */
function nativeName(lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}
