export { readYear, type MonthGroup } from './queries/archive.ts';
export { countByState, countByTheme, countByYear, countFocusYears, countKinds, countStatuses, type Counts, type FocusYear } from './queries/counts.ts';
export { concerning, heldIn, latest, lawOf, notOver, onTheme, over, type Latest } from './queries/latest.ts';
export { readStandingPages, type StandingPage } from './queries/standing.ts';
