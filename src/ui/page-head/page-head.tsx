import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { Children } from '../types.ts';

export interface PageHeadProps {
  view: View;
  title: Tagged | string;
  /** What the page is: "Directive", "News · Ukraine". */
  kicker?: Children;
  /** The same title in another language, the official long title. */
  subtitle?: Tagged | readonly Tagged[] | undefined;
  standfirst?: Tagged | string | undefined;
  /** A line of facts, marks or badges under the title. */
  meta?: Children;
  /** Level 2 where the page has another title. */
  level?: 1 | 2 | undefined;
  children?: Children;
}

const tagged = (view: View, text: Tagged | string): Tagged => (typeof text === 'string' ? { text, lang: view.lang } : text);

/** The head of a page: what it is, its title, one paragraph that says what to expect. */
export function PageHead({ view, title, kicker, subtitle, standfirst, meta, level = 1, children }: PageHeadProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  const name = tagged(view, title);
  const lead = standfirst ? tagged(view, standfirst) : undefined;
  const length = name.text.length > 110 ? ' page-head-long' : '';
  return (
    <div class={`page-head${length}`}>
      {kicker && <p class="page-head-kicker">{kicker}</p>}
      <Title class="page-head-title" {...langAttribute(view, name.lang)}>
        {name.text}
      </Title>
      {[subtitle ?? []].flat().map((s) => (
        <p key={s.text} class="page-head-subtitle" {...langAttribute(view, s.lang)}>
          {s.text}
        </p>
      ))}
      {lead && (
        <p class="page-head-standfirst" {...langAttribute(view, lead.lang)}>
          {lead.text}
        </p>
      )}
      {meta && <div class="page-head-meta">{meta}</div>}
      {children}
    </div>
  );
}
