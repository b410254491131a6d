import { langAttribute, type Tagged, type View } from '#kernel/view';

export interface ForeignProps {
  view: View;
  text: Tagged;
  as?: 'span' | 'p' | 'div' | 'cite' | undefined;
}

/** Text that may be in another language than the page; the element says which (WCAG 3.1.2). */
export function Foreign({ view, text, as: Element = 'span' }: ForeignProps) {
  const attribute = langAttribute(view, text.lang);
  return Element === 'span' && !attribute.lang ? <>{text.text}</> : <Element {...attribute}>{text.text}</Element>;
}
