import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from './i18n.ts';

/** What every page knows of its request: the language, and its own address in every language of the process. */
export interface View extends Locale {
  /** The address of this page without the language prefix, with its query: `/news?state=ua`. */
  readonly here: string;
  /** Languages of the process, the default first. */
  readonly languages: readonly string[];
  /** The origin under which the public reaches the portal, without a trailing slash. */
  readonly origin: string;
  /** The name of the process in the language of the page. */
  readonly process_name: string;
}

/** Text that may be in another language than the page. */
export interface Tagged {
  readonly text: string;
  readonly lang: string;
}

/** The `lang` attribute for a span of `lang` on a page of `view`: absent where it would repeat the page's. */
export function langAttribute(view: Locale, lang: string): { lang?: string } {
  return lang === view.lang ? {} : { lang };
}

/** A whole HTML document from a page. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}`;
}
