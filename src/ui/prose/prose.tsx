import type { View } from '#kernel/view';

export interface ProseProps {
  view: View;
  /** Sanitised HTML. Headings and paragraphs may hold `<a class="permalink">`. */
  html: string;
  /** The language of the text. */
  lang?: string | undefined;
  /** Texts of the interface (help, about) are set a step smaller than texts to read. */
  compact?: boolean | undefined;
}

/** A long text. Wide tables scroll in a region of their own that the keyboard can reach. */
export function Prose({ view, html, lang, compact }: ProseProps) {
  const region = `<section class="prose-table" tabindex="0" aria-label="${view.t('ui.table').replaceAll('"', '&quot;')}"><table`;
  const content = html.replaceAll('<table', region).replaceAll('</table>', '</table></section>');
  return (
    <div
      class={compact ? 'prose prose-compact' : 'prose'}
      lang={lang === view.lang ? undefined : lang}
      dangerouslySetInnerHTML={{ __html: content }}
    />
  );
}
