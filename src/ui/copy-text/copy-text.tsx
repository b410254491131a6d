import type { View } from '#kernel/view';
import type { Children } from '../types.ts';

/** A text to take along (a citation, an address); with script a button copies it. */
export function CopyText({ view, text, lang }: { view: View; text: Children; lang?: string | undefined }) {
  return (
    <copy-text class="copy-text" data-label={view.t('ui.copy')} data-done={view.t('ui.copied')}>
      <span class="copy-text-content" lang={lang}>
        {text}
      </span>
    </copy-text>
  );
}
