import { langAttribute, type View } from '#kernel/view';
import { Badge, type Tone } from '../badge/badge.tsx';

export interface LanguageState {
  readonly lang: string;
  /** The name of the language in the language of the page. */
  readonly label: string;
  readonly href?: string | undefined;
  /** Official, unofficial translation, machine translation, outdated. */
  readonly state?: { readonly label: string; readonly tone: Tone } | undefined;
  readonly current?: boolean | undefined;
}

/** The languages that a text exists in, each with its state. */
export function LanguageList({ items, inline }: { items: readonly LanguageState[]; inline?: boolean | undefined }) {
  return (
    <ul class={inline ? 'plain-list language-list-inline' : 'plain-list'}>
      {items.map((item) => (
        <li key={item.lang} class="language-list-item">
          {item.current ? (
            <strong aria-current="true">{item.label}</strong>
          ) : item.href ? (
            <a href={item.href} hreflang={item.lang}>
              {item.label}
            </a>
          ) : (
            <span>{item.label}</span>
          )}
          {item.state && <Badge tone={item.state.tone}>{item.state.label}</Badge>}
        </li>
      ))}
    </ul>
  );
}

/** A note that a text is shown in another language than the page: "in English". */
export function LanguageTag({ view, lang }: { view: View; lang: string }) {
  return langAttribute(view, lang).lang ? (
    <span class="language-tag">{view.t('ui.in_language', { language: view.language(lang) })}</span>
  ) : null;
}
