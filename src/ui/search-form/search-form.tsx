import type { View } from '#kernel/view';
import { Icon } from '../icon/icon.tsx';

export interface SearchFormProps {
  view: View;
  /** Distinguishes several boxes on one page. */
  id: string;
  action: string;
  label: string;
  button: string;
  value?: string | undefined;
  placeholder?: string | undefined;
  /** Address that answers `?q=` with `{ suggestions: [{ text, lang, href?, kind? }] }`. */
  suggestions?: string | undefined;
  /** The box of a search page is larger and shows its label. */
  large?: boolean | undefined;
}

/** One search box: a plain GET form; with script it offers suggestions while typing. */
export function SearchForm({ view, id, action, label, button, value, placeholder, suggestions, large }: SearchFormProps) {
  const form = (
    <form
      class={large ? 'search-form search-form-large' : 'search-form'}
      role="search"
      action={action}
      aria-label={large ? label : undefined}
    >
      <label class={large ? 'search-form-label' : 'hidden-text'} for={id}>
        {label}
      </label>
      <span class="search-form-box">
        <input
          id={id}
          class="search-form-input"
          type="search"
          name="q"
          value={value}
          placeholder={placeholder}
          maxlength={500}
          autocomplete="off"
          spellcheck={false}
        />
        <button class="search-form-button" type="submit">
          <Icon name="search" />
          <span class={large ? undefined : 'hidden-text'}>{button}</span>
        </button>
      </span>
    </form>
  );
  return suggestions ? (
    <search-box class="search-form-host" data-src={suggestions} data-status={view.t('ui.suggestions')}>
      {form}
    </search-box>
  ) : (
    form
  );
}
