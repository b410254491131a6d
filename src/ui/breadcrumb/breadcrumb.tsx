import type { View } from '#kernel/view';

/** Where the page stands; the last entry is the page itself and needs no address. */
export function Breadcrumb({
  view,
  items,
}: {
  view: View;
  items: readonly { readonly label: string; readonly href?: string | undefined; readonly lang?: string | undefined }[];
}) {
  return (
    <nav class="breadcrumb" aria-label={view.t('ui.breadcrumb')}>
      <ol class="plain-list">
        {items.map((item) => (
          <li key={item.label}>
            {item.href ? (
              <a href={item.href} lang={item.lang}>
                {item.label}
              </a>
            ) : (
              <span aria-current="page" lang={item.lang}>
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
