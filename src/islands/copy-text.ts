/** `<copy-text data-label="Copy" data-done="Copied">`: a button that copies the text inside. */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('button') || !navigator.clipboard) return;
    const text = this.textContent?.trim() ?? '';
    const label = this.dataset['label'] ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy-text-button';
    button.textContent = label;
    const status = document.createElement('span');
    status.className = 'hidden-text';
    status.setAttribute('role', 'status');
    this.append(button, status);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Refused by the browser: select the text, so that the reader can copy it by hand.
        getSelection()?.selectAllChildren(this.firstElementChild ?? this);
        return;
      }
      button.textContent = status.textContent = this.dataset['done'] ?? label;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = '';
      }, 2500);
    });
  }
}

customElements.define('copy-text', CopyText);
