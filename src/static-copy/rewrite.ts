import { fileOf, inItsLanguage, isCopied, parseAddress, relativeLink } from './addresses.ts';

export interface Rewritten {
  readonly html: string;
  /** Addresses that the page needs beside it, as they were. */
  readonly links: readonly string[];
}

const unescape = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export interface PageOfCopy {
  /** Its file in the copy. */
  readonly file: string;
  readonly lang: string;
  readonly languages: readonly string[];
  /** Says, in the language of the page, what a static copy cannot do; plain text. */
  readonly note: string;
}

/**
 * A page of the portal as a page of a static copy: links lead to files beside it; forms, which nobody would answer, give way to the archive; what the
 * copy does not hold leads to the nearest page that it holds.
 */
export function rewritePage(html: string, { file, lang, languages, note }: PageOfCopy): Rewritten {
  const links: string[] = [];
  const follow = (href: string): string => {
    const address = parseAddress(href);
    if (!address) return href;
    const { path, query, fragment } = inItsLanguage(address, languages);
    const kept = isCopied(path, query) ? query : new URLSearchParams();
    const target = isCopied(path, kept) ? path : `/${lang}/archive`;
    links.push(target + (kept.size > 0 ? `?${kept}` : ''));
    return relativeLink(file, fileOf(target, kept), fragment);
  };
  // The footer of every page leads to the archive already; its link, with its own words, stands where the search box was.
  const archive = new RegExp(`<a href="/${lang}/archive"[^>]*>[^<]*</a>`).exec(html)?.[0] ?? '';
  const withoutForms = html
    .replace(/<search-box\b[\s\S]*?<\/search-box>/g, archive)
    .replace(/<filter-form\b[\s\S]*?<\/filter-form>/g, '')
    .replace(/<form\b[\s\S]*?<\/form>/g, archive)
    .replace(/<link rel="(?:canonical|search)"[^>]*>|<link rel="alternate" hreflang[^>]*>/g, '')
    .replace('<div class="layout-colophon">', (colophon) => `<div class="layout-colophon">${escape(note)}</div>${colophon}`);
  const rewritten = withoutForms.replace(/ (href|src)="([^"]*)"/g, (_whole, name: string, value: string) => ` ${name}="${escape(follow(unescape(value)))}"`);
  return { html: rewritten, links };
}

/** Addresses inside a style sheet, which keep their place beside it. */
export function linksOfCss(css: string, at: string): string[] {
  return [...css.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((m) => m[1] ?? '').filter((u) => !u.startsWith('data:')).map((u) => new URL(u, `http://portal.invalid${at}`).pathname);
}

/** Addresses in a sitemap or its index that belong to the copy beside them. */
export function linksOfSitemap(xml: string): string[] {
  return [...xml.matchAll(/<sitemap>\s*<loc>([^<]*)<\/loc>/g)].map((m) => new URL(unescape(m[1] ?? '')).pathname);
}
