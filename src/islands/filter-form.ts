const pause = 500;
const memory = 'filter-form';

/**
 * `<filter-form>` around a GET form: submits when a choice changes, after a short pause so that several boxes can be ticked, and puts the
 * focus and the scroll position back where they were on the page that follows. The hint marked `data-note` says so beforehand (WCAG 3.2.2).
 */
class FilterForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    for (const note of this.querySelectorAll<HTMLElement>('[data-note]')) note.hidden = false;
    this.#restore(form);
    let timer = 0;
    form.addEventListener('change', (event) => {
      const { name, value, type } = event.target as HTMLInputElement;
      const open = this.querySelector('details')?.open ?? false;
      sessionStorage.setItem(
        memory,
        JSON.stringify({ path: location.pathname, name, value: type === 'select-one' ? null : value, y: scrollY, open }),
      );
      clearTimeout(timer);
      timer = window.setTimeout(() => form.requestSubmit(), pause);
    });
    form.addEventListener('submit', () => clearTimeout(timer));
  }

  #restore(form: HTMLFormElement): void {
    const kept = sessionStorage.getItem(memory);
    if (!kept) return;
    sessionStorage.removeItem(memory);
    const { path, name, value, y, open } = JSON.parse(kept) as {
      path: string;
      name: string;
      value: string | null;
      y: number;
      open: boolean;
    };
    if (path !== location.pathname) return;
    const details = this.querySelector('details');
    if (details && open) details.open = true;
    const controls = [...form.elements] as HTMLInputElement[];
    controls.find((c) => c.name === name && (value === null || c.value === value))?.focus({ preventScroll: true });
    scrollTo({ top: y, behavior: 'instant' });
  }
}

customElements.define('filter-form', FilterForm);
