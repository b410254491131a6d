import type { Process } from '#domains/parties';
import type { AnyKind, EditorialContext } from '#domains/editorial';
import type { Locale, Texts } from '#kernel/i18n';
import type { StandingPage } from './queries/standing.ts';

/** The process and the kinds, as pages use them. */
export interface PortalContext extends EditorialContext {
  readonly kinds: readonly AnyKind[];
  /** Kinds that have a list of their own: all but the standing pages. */
  readonly listed: readonly AnyKind[];
  /** The standing pages that exist, for the links that every page has; `null` when nobody keeps count of them. */
  standing(): readonly StandingPage[] | null;
}

/** Binds the labels of a process to the languages of pages. */
export function createPortalContext(
  kinds: readonly AnyKind[],
  process: () => Process,
  locales: () => ReadonlyMap<string, Locale>,
  standing: () => readonly StandingPage[] | null = () => null,
): PortalContext {
  const label = (lang: string, list: readonly { id: string; name: Texts }[], id: string): string => {
    const found = list.find((item) => item.id === id);
    return found ? (locales().get(lang)?.pick(found.name).text ?? id) : id;
  };
  return {
    process,
    kinds,
    listed: kinds.filter((k) => k.kind !== 'page'),
    standing,
    names: (lang) => ({
      theme: (id) => label(lang, process().themes, id),
      focus: (id) => label(lang, process().focuses, id),
      kindOf: (kind) => kinds.find((k) => k.kind === kind),
    }),
    facets: () => ({
      states: process().states.map((s) => s.code),
      themes: process().themes.map((t) => t.id),
      focuses: process().focuses.map((f) => f.id),
      languages: process().languages,
    }),
  };
}
