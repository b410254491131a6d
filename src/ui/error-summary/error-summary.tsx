/** What is wrong in a form, each line a link to its field; stands above the form. */
export function ErrorSummary({
  title,
  errors,
}: {
  title: string;
  errors: readonly { readonly field: string; readonly message: string }[];
}) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex={-1}>
      <h2 class="error-summary-title" id="error-summary-title">
        {title}
      </h2>
      <ul>
        {errors.map((e) => (
          <li key={`${e.field} ${e.message}`}>
            <a href={`#${e.field}`}>{e.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
