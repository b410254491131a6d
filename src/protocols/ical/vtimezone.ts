import { abbreviation, isSummerTime, offsetAt, transitions, type Transition } from '../time-zone.ts';
import { basic, fold, parameter, text, utc } from './lines.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A transition as the clocks on the wall show it: local time under the old offset. */
interface Observed extends Transition {
  readonly local: Date;
  readonly year: number;
  /** What makes two transitions the same rule: offsets, month, weekday, time. */
  readonly rule: string;
  /** Which weekday of the month it is, counted from the start, and from the end where it is the last. */
  readonly ordinals: readonly number[];
}

function observe(t: Transition): Observed {
  const local = new Date(t.at.getTime() + t.from * 1000);
  const day = local.getUTCDate();
  const last = day + 7 > new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  return {
    ...t, local, year: local.getUTCFullYear(),
    rule: [t.from, t.to, local.getUTCMonth(), local.getUTCDay(), local.toISOString().slice(11, 19)].join(' '),
    ordinals: [...(last ? [-1] : []), Math.ceil(day / 7)],
  };
}

interface Run {
  readonly first: Observed;
  last: Observed;
  ordinals: readonly number[];
}

/** Transitions of consecutive years that one RRULE describes. */
function runs(all: readonly Observed[]): Run[] {
  const found: Run[] = [];
  for (const t of all) {
    const run = found.findLast((r) => r.last.rule === t.rule && r.last.year === t.year - 1);
    const common = run?.ordinals.filter((o) => t.ordinals.includes(o)) ?? [];
    if (run && common.length > 0) {
      run.last = t;
      run.ordinals = common;
    } else {
      found.push({ first: t, last: t, ordinals: t.ordinals });
    }
  }
  return found;
}

/** RFC 5545, section 3.3.14: seconds only where there are any. */
function offset(seconds: number): string {
  const [h, m, s] = [Math.floor(Math.abs(seconds) / 3600), Math.floor(Math.abs(seconds) / 60) % 60, Math.abs(seconds) % 60].map((n) => String(n).padStart(2, '0'));
  return `${seconds < 0 ? '-' : '+'}${h}${m}${s === '00' ? '' : s}`;
}

function observance(zone: string, start: string, from: number, to: number, during: Date, rule: string[] = []): string {
  const kind = isSummerTime(zone, during) ? 'DAYLIGHT' : 'STANDARD';
  const lines = [
    `BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${offset(from)}`, `TZOFFSETTO:${offset(to)}`, `TZNAME:${text(abbreviation(zone, during))}`, ...rule, `END:${kind}`,
  ];
  return lines.map(fold).join('');
}

const written = new Map<string, string>();

/**
 * The VTIMEZONE (RFC 5545, section 3.6.5) of an IANA zone, right for local times of `firstYear` to `lastYear`, from the zone data of the
 * runtime. Rules that still hold at the end of that time are left open.
 */
export function vtimezone(zone: string, firstYear: number, lastYear: number): string {
  const key = `${zone} ${firstYear} ${lastYear}`;
  const before = written.get(key);
  if (before !== undefined) return before;
  const start = new Date(Date.UTC(firstYear - 1, 0, 1));
  const initial = offsetAt(zone, start);
  const all = transitions(zone, firstYear - 1, lastYear + 1).map(observe);
  const parts = [observance(zone, `${firstYear - 1}0101T000000`, initial, initial, start)];
  for (const { first, last, ordinals } of runs(all)) {
    const day = `${ordinals[0]}${weekdays[first.local.getUTCDay()]}`;
    const until = last.year > lastYear ? '' : `;UNTIL=${utc(last.at)}`;
    const rule = first === last ? [] : [`RRULE:FREQ=YEARLY;BYMONTH=${first.local.getUTCMonth() + 1};BYDAY=${day}${until}`];
    parts.push(observance(zone, basic(first.local.toISOString().slice(0, 19)), first.from, first.to, new Date(first.at.getTime() + 3_600_000), rule));
  }
  const result = `BEGIN:VTIMEZONE\r\n${fold(`TZID:${text(zone)}`)}${parts.join('')}END:VTIMEZONE\r\n`;
  if (written.size > 500) written.clear();
  written.set(key, result);
  return result;
}

/** The TZID parameter that refers to {@link vtimezone}. */
export function tzid(zone: string): string {
  return `TZID=${parameter(zone).replace(/^"([A-Za-z0-9_/+-]+)"$/, '$1')}`;
}
