import type { View } from '#kernel/view';

/** A text to take along (a citation, an address); with script a button copies it. */
export function CopyText({ view, text, lang }: { view: View; text: string; lang?: string | undefined }) {
  return (
    <copy-text class="copy-text" data-label={view.t('ui.copy')} data-done={view.t('ui.copied')}>
      <span class="copy-text-content" lang={lang}>
        {text}
      </span>
    </copy-text>
  );
}
