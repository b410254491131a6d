export { meetings, type MeetingFacts } from './kind.ts';
export { meetingsRoutes } from './routes.tsx';
export { mountCalendar } from './calendar.ts';
