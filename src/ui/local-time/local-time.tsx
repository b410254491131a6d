import type { View } from '#kernel/view';

export interface LocalTimeProps {
  view: View;
  instant: Date;
  /** The time zone in which the page says it: `UTC`, `Europe/Stockholm`. */
  timeZone: string;
}

/** A moment in a named time zone; with script the reader's own time stands beside it when it differs. */
export function LocalTime({ view, instant, timeZone }: LocalTimeProps) {
  return (
    <local-time data-label={view.t('ui.your_time')}>
      <time dateTime={instant.toISOString()}>{view.dateTime(instant, timeZone)}</time>
    </local-time>
  );
}
