import { langAttribute, type Tagged, type View } from '#kernel/view';

/** Sentences one below the other. */
export function TextList({ view, items }: { view: View; items: readonly Tagged[] }) {
  return (
    <ul class="text-list">
      {items.map((item) => (
        <li key={item.text} {...langAttribute(view, item.lang)}>
          {item.text}
        </li>
      ))}
    </ul>
  );
}
