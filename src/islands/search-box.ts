/** What the address in `data-src` answers. */
interface Suggestion {
  readonly text: string;
  readonly lang: string;
  readonly href?: string;
  readonly kind?: string;
}

const pause = 150;
let boxes = 0;

/**
 * `<search-box data-src="…" data-status="…">` around a plain search form: suggestions while typing, after the combobox pattern of
 * ARIA 1.2 (list autocomplete with manual selection). The form itself stays as it is.
 */
class SearchBox extends HTMLElement {
  #input: HTMLInputElement | null = null;
  #list = document.createElement('ul');
  #items: readonly Suggestion[] = [];
  #active = -1;
  #timer = 0;
  #request: AbortController | null = null;
  #typed = '';

  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input || this.#input) return;
    this.#input = input;
    const id = `search-box-${++boxes}`;
    this.#list.id = id;
    this.#list.className = 'search-form-list';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', input.labels?.[0]?.textContent?.trim() ?? '');
    this.#list.hidden = true;
    const hint = document.createElement('span');
    hint.id = `${id}-hint`;
    hint.className = 'hidden-text';
    hint.textContent = this.dataset['status'] ?? '';
    this.append(this.#list, hint);
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-describedby': hint.id,
    }))
      input.setAttribute(name, value);
    input.addEventListener('input', () => this.#later());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#close());
    // A press on the list must not take the focus from the input, or the list would be gone before the click.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('li');
      if (option) this.#choose(Number(option.dataset['index']));
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#typed = this.#input?.value ?? '';
    if (this.#typed.trim().length < 2) this.#close();
    else this.#timer = window.setTimeout(() => void this.#fetch(), pause);
  }

  async #fetch(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const address = new URL(this.dataset['src'] ?? '', location.href);
      address.searchParams.set('q', this.#typed.trim());
      const answer = await fetch(address, { signal: request.signal, headers: { accept: 'application/json' } });
      if (!answer.ok) return this.#close();
      const { suggestions } = (await answer.json()) as { suggestions: readonly Suggestion[] };
      if (!request.signal.aborted) this.#show(suggestions);
    } catch {
      // Suggestions are a comfort: without them the form works as before.
      if (!request.signal.aborted) this.#close();
    }
  }

  #show(items: readonly Suggestion[]): void {
    this.#items = items;
    this.#active = -1;
    this.#list.replaceChildren(
      ...items.map((item, index) => {
        const option = document.createElement('li');
        option.id = `${this.#list.id}-${index}`;
        option.className = 'search-form-option';
        option.dataset['index'] = String(index);
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const text = document.createElement('span');
        text.lang = item.lang;
        text.textContent = item.text;
        option.append(text);
        if (item.kind) {
          const kind = document.createElement('span');
          kind.className = 'search-form-kind';
          kind.textContent = item.kind;
          option.append(kind);
        }
        return option;
      }),
    );
    const open = items.length > 0 && document.activeElement === this.#input;
    this.#list.hidden = !open;
    this.#input?.setAttribute('aria-expanded', String(open));
    this.#input?.removeAttribute('aria-activedescendant');
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#show([]);
  }

  #move(to: number): void {
    const input = this.#input;
    if (!input) return;
    this.#active = to;
    this.#list.querySelectorAll('li').forEach((option, index) => option.setAttribute('aria-selected', String(index === to)));
    const item = this.#items[to];
    input.value = item ? item.text : this.#typed;
    if (item) input.setAttribute('aria-activedescendant', `${this.#list.id}-${to}`);
    else input.removeAttribute('aria-activedescendant');
  }

  #choose(index: number): void {
    const item = this.#items[index];
    if (!item || !this.#input) return;
    if (item.href) {
      location.assign(item.href);
      return;
    }
    this.#input.value = item.text;
    this.#close();
    this.#input.form?.requestSubmit();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.#items.length;
    if (event.key === 'Escape' && !this.#list.hidden) {
      event.preventDefault();
      this.#move(-1);
      this.#close();
    } else if (event.key === 'Enter' && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#active);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      // One place more than there are options: the text as typed.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#move(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
    }
  }
}

customElements.define('search-box', SearchBox);
