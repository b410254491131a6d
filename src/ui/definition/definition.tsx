import { langAttribute, type Tagged, type View } from '#kernel/view';

export interface DefinitionItem {
  readonly id: string;
  readonly term: Tagged;
  /** The same term in the other languages. */
  readonly others: readonly Tagged[];
  readonly text?: Tagged | undefined;
  /** Synonyms and abbreviations. */
  readonly variants?: readonly Tagged[] | undefined;
}

/** Terms with their equals in other languages and what they mean. */
export function Definitions({ view, items }: { view: View; items: readonly DefinitionItem[] }) {
  return (
    <dl class="definitions">
      {items.map((item) => (
        <div class="definition" id={item.id} key={item.id}>
          <dt>
            <dfn class="definition-term" {...langAttribute(view, item.term.lang)}>
              {item.term.text}
            </dfn>
            {item.others.map((o) => (
              <span key={o.lang} class="definition-other" {...langAttribute(view, o.lang)}>
                {o.text}
              </span>
            ))}
          </dt>
          {item.text && <dd {...langAttribute(view, item.text.lang)}>{item.text.text}</dd>}
          {item.variants && item.variants.length > 0 && (
            <dd class="definition-variants">
              {item.variants.map((v, i) => (
                <span key={v.text}>
                  {i > 0 && ' · '}
                  <span {...langAttribute(view, v.lang)}>{v.text}</span>
                </span>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
