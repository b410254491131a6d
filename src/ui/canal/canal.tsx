/** The mark of the process: two banks joined by water. */
export function CanalMark() {
  return (
    <svg class="canal-mark" viewBox="0 0 40 24" width="40" height="24" aria-hidden="true" focusable="false">
      <path class="canal-banks" d="M2 2v20M38 2v20" fill="none" stroke-width="4" />
      <path class="canal-water" d="M4 12c5.33-5 10.67-5 16 0s10.67 5 16 0" fill="none" stroke-width="2" />
    </svg>
  );
}

/** A thin water line between two banks, across the page; pure ornament. */
export function CanalLine() {
  return <div class="canal-line" aria-hidden="true" />;
}

/** A short stretch of the canal above the heading of a main part. */
export function CanalShort() {
  return (
    <svg class="canal-short" viewBox="0 0 72 10" width="72" height="10" aria-hidden="true" focusable="false">
      <path class="canal-water" d="M1 0v10M71 0v10" fill="none" stroke-width="2" />
      <path class="canal-water" d="M2 5c8.5-3.4 14-3.4 22.7 0s14 3.4 22.6 0 14-3.4 22.7 0" fill="none" stroke-width="1" />
    </svg>
  );
}
