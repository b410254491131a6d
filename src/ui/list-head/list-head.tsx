import type { Link } from '../types.ts';

export interface ListHeadProps {
  /** What is shown: "1–25 of 303". */
  status: string;
  /** Names the orders: "Order". */
  label: string;
  /** Ways to sort the list; none where there is nothing to sort. */
  orders: readonly (Link & { readonly current?: boolean | undefined })[];
}

/** The line above a list: how much of it is shown, and in which order. */
export function ListHead({ status, label, orders }: ListHeadProps) {
  return (
    <div class="list-head">
      <p role="status">{status}</p>
      {orders.length > 0 && (
        <nav aria-label={label}>
          <ul class="plain-list list-head-orders">
            {orders.map((o) => (
              <li key={o.href}>{o.current ? <span aria-current="true">{o.label}</span> : <a href={o.href}>{o.label}</a>}</li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
