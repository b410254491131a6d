import { instantOf } from '#protocols/time-zone';
import type { Process } from './process.ts';

type Seat = Pick<Process, 'time_zone'>;

/** The day that it is where the process has its seat, `YYYY-MM-DD`: what is to come and what is over goes by it. */
export function dayOf({ time_zone }: Seat, instant: Date): string {
  return new Intl.DateTimeFormat('sv', { timeZone: time_zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

/** The moment at which the next day begins there. */
export function nextDay(seat: Seat, instant: Date): Date {
  const tomorrow = new Date(`${dayOf(seat, instant)}T00:00:00Z`);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return instantOf(`${tomorrow.toISOString().slice(0, 10)}T00:00`, seat.time_zone);
}
