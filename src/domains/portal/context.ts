import type { Process } from '#domains/parties';
import type { AnyKind, EditorialContext } from '#domains/editorial';
import type { Locale, Texts } from '#kernel/i18n';

/** The process and the kinds, as pages use them. The process may change while the program runs. */
export interface PortalContext extends EditorialContext {
  process(): Process;
  readonly kinds: readonly AnyKind[];
}

/** Binds the labels of a process to the languages of pages. */
export function createPortalContext(kinds: readonly AnyKind[], process: () => Process, locales: () => ReadonlyMap<string, Locale>): PortalContext {
  const label = (lang: string, list: readonly { id: string; name: Texts }[], id: string): string => {
    const found = list.find((item) => item.id === id);
    return found ? (locales().get(lang)?.pick(found.name).text ?? id) : id;
  };
  return {
    process,
    kinds,
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
