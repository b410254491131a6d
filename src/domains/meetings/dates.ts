import type { View } from '#kernel/view';

/** The instant of a local date and time (`2009-02-05T09:00`) in a time zone. In the hour that a clock skips or repeats, the offset before the change holds. */
export function instantOf(local: string, timeZone: string): Date {
  const asUtc = new Date(`${local}:00Z`).getTime();
  const before = offsetOf(asUtc - 12 * 3_600_000, timeZone);
  const exact = offsetOf(asUtc - before, timeZone);
  const instant = asUtc - exact;
  return new Date(offsetOf(instant, timeZone) === exact ? instant : asUtc - before);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetOf(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - instant;
}

/** Whether a moment holds a time of day. */
export function hasTime(moment: string): boolean {
  return moment.includes('T');
}

const styles: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  10: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  7: { month: 'long', year: 'numeric', timeZone: 'UTC' },
  4: { year: 'numeric', timeZone: 'UTC' },
};

/** Days from the first to the last, as the language writes a range: `7–8 September 2006`. Two precisions are written as the coarser one. */
export function dayRange(view: View, starts: string, ends: string | null): string {
  const from = starts.slice(0, 10);
  const to = ends?.slice(0, 10) ?? from;
  const precision = Math.min(from.length, to.length);
  const [a, b] = [from.slice(0, precision), to.slice(0, precision)];
  const style = styles[precision];
  if (a === b || !style) return view.date(from);
  return new Intl.DateTimeFormat(view.lang === 'en' ? 'en-GB' : view.lang, style).formatRange(new Date(a), new Date(b));
}

/** The last day of a meeting: of the month or year where no more is known. */
export function lastDay(starts: string, ends: string | null): string {
  const end = (ends ?? starts).slice(0, 10);
  return end.length === 10 ? end : `${end}${'-12-31'.slice(end.length - 4)}`;
}
