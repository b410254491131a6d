/** `<local-time data-label="your time">` around a `<time>`: adds the reader's own time where the clock there shows another one. */
class LocalTime extends HTMLElement {
  connectedCallback(): void {
    const time = this.querySelector('time');
    const instant = new Date(time?.dateTime ?? '');
    if (!time || Number.isNaN(instant.getTime()) || this.querySelector('.local-time-own')) return;
    const language = this.closest('[lang]')?.getAttribute('lang') ?? 'en';
    const clock = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const own = clock.format(instant);
    if (time.textContent?.includes(own)) return;
    const note = document.createElement('span');
    note.className = 'local-time-own';
    note.textContent = ` (${own} ${this.dataset['label'] ?? ''})`;
    this.append(note);
  }
}

customElements.define('local-time', LocalTime);
