import { langAttribute, type View } from '#kernel/view';
import type { Children, Link } from '../types.ts';
import { CanalLine, CanalMark } from '../canal/canal.tsx';
import { SearchForm, type SearchFormProps } from '../search-form/search-form.tsx';

/** An entry of the main navigation. */
export interface NavItem extends Link {
  readonly key: string;
}

/** The same page in a language of the process. */
export interface Alternate extends Link {
  /** Language of that page and of the label, which is the language's own name. */
  readonly lang: string;
}

/** Addresses of the built files; see `tools/build-assets.ts`. */
export interface Assets {
  readonly css: string;
  readonly js: string | null;
  readonly favicon?: string | null | undefined;
  /** Fonts that the first screen needs, by ISO 15924 script: `Latn`, `Cyrl`. */
  readonly preload?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface LayoutProps {
  view: View;
  title: string;
  description?: string | undefined;
  children: Children;
  /** The key of the navigation entry that the page belongs to. */
  current?: string | undefined;
  nav: readonly NavItem[];
  footer: readonly Link[];
  /** A line of the footer before its links: who publishes, under which licence. */
  colophon?: Children;
  alternates: readonly Alternate[];
  search: Omit<SearchFormProps, 'view' | 'id' | 'large'>;
  /** Further elements of the head: feeds, the canonical address. */
  head?: Children;
  assets: Assets;
  home?: string | undefined;
  bodyClass?: string | undefined;
  noindex?: boolean | undefined;
}

function Head({ view, title, description, alternates, head, assets, noindex }: LayoutProps) {
  const script = new Intl.Locale(view.lang).maximize().script ?? 'Latn';
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === view.process_name ? title : `${title} · ${view.process_name}`}</title>
      {description && <meta name="description" content={description} />}
      {noindex && <meta name="robots" content="noindex" />}
      {assets.preload?.[script]?.map((href) => (
        <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.css} />
      {assets.favicon && <link rel="icon" href={assets.favicon} type="image/svg+xml" />}
      {alternates.map((a) => (
        <link key={a.lang} rel="alternate" hreflang={a.lang} href={new URL(a.href, `${view.origin}/`).href} />
      ))}
      {head}
      {assets.js && <script type="module" src={assets.js} />}
    </head>
  );
}

function LanguageSwitch({ view, alternates }: { view: View; alternates: readonly Alternate[] }) {
  return (
    <nav class="layout-languages" aria-label={view.t('ui.languages')}>
      <ul class="plain-list">
        {alternates.map((a) => (
          <li key={a.lang}>
            {a.lang === view.lang ? (
              <span class="layout-language-here" aria-current="true">
                {a.label}
              </span>
            ) : (
              <a href={a.href} hreflang={a.lang} {...langAttribute(view, a.lang)}>
                {a.label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Header({ view, current, nav, alternates, search, home }: LayoutProps) {
  return (
    <header class="layout-header">
      <div class="layout-bar">
        <a class="layout-name" href={home ?? `/${view.lang}`}>
          <CanalMark />
          <span>{view.process_name}</span>
        </a>
        <LanguageSwitch view={view} alternates={alternates} />
      </div>
      <div class="layout-bar layout-bar-nav">
        <nav class="layout-nav" aria-label={view.t('ui.main_navigation')}>
          <ul class="plain-list">
            {nav.map((item) => (
              <li key={item.key}>
                <a href={item.href} aria-current={item.key === current ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="layout-search">
          <SearchForm {...search} view={view} id="site-search" />
        </div>
      </div>
      <CanalLine />
    </header>
  );
}

/** The whole HTML document of a page: head, skip link, header, `main#main`, footer. */
export function Layout(props: LayoutProps) {
  const { view, footer, colophon, children, bodyClass } = props;
  return (
    <html lang={view.lang}>
      <Head {...props} />
      <body class={bodyClass}>
        <a class="layout-skip" href="#main">
          {view.t('ui.skip_to_content')}
        </a>
        <Header {...props} />
        <main id="main" class="layout-main" tabindex={-1}>
          {children}
        </main>
        <footer class="layout-footer">
          <CanalLine />
          <div class="layout-footer-inner">
            <p class="layout-footer-name">{view.process_name}</p>
            {colophon && <div class="layout-colophon">{colophon}</div>}
            <ul class="plain-list layout-footer-links">
              {footer.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}
