/** A change of the offset of a zone. Offsets are seconds east of UTC. */
export interface Transition {
  readonly at: Date;
  readonly from: number;
  readonly to: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const found = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, found);
  return found;
}

/** Seconds east of UTC in an IANA zone at an instant, by the zone data of the runtime. An unknown zone throws a RangeError. */
export function offsetAt(zone: string, instant: Date): number {
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format(zone).format(instant));
  const [, sign, hours = 0, minutes = 0, seconds = 0] = match ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** The abbreviation that CLDR has for the zone at an instant: `EET`, `EEST`, or `GMT+3` where there is none. */
export function abbreviation(zone: string, instant: Date): string {
  return zoneName(zone, instant, 'short');
}

/** Whether clocks are moved forward for summer. */
export function isSummerTime(zone: string, instant: Date): boolean {
  return /summer|daylight/i.test(zoneName(zone, instant, 'long'));
}

function zoneName(zone: string, instant: Date, style: 'short' | 'long'): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: style }).formatToParts(instant);
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? zone;
}

/**
 * The instant of a local date and time such as `2009-02-05T09:00`. A time that occurs twice is the first; one that is skipped is read
 * with the offset before the gap (RFC 5545, section 3.3.5).
 */
export function instantOf(local: string, zone: string): Date {
  const asUtc = Date.parse(`${local}Z`);
  const day = 86_400_000;
  const before = asUtc - offsetAt(zone, new Date(asUtc - day)) * 1000;
  const after = asUtc - offsetAt(zone, new Date(asUtc + day)) * 1000;
  const fits = (t: number) => t + offsetAt(zone, new Date(t)) * 1000 === asUtc;
  return new Date(fits(before) || !fits(after) ? before : after);
}

const week = 7 * 86_400_000;
const known = new Map<string, readonly Transition[]>();

function yearTransitions(zone: string, year: number): readonly Transition[] {
  const key = `${zone} ${year}`;
  const before = known.get(key);
  if (before) return before;
  const found: Transition[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let start = Date.UTC(year, 0, 1); start < end; start += week) {
    let [low, high] = [start, Math.min(start + week, end)];
    const [from, to] = [offsetAt(zone, new Date(low)), offsetAt(zone, new Date(high))];
    if (from === to) continue;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(zone, new Date(middle)) === from) low = middle;
      else high = middle;
    }
    found.push({ at: new Date(high), from, to });
  }
  if (known.size > 5000) known.clear();
  known.set(key, found);
  return found;
}

/** Changes of offset in whole years (UTC), in order. Two within one week would be seen as one; no zone has had that since 1970. */
export function transitions(zone: string, firstYear: number, lastYear: number): Transition[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, i) => yearTransitions(zone, firstYear + i)).flat();
}
