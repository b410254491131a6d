export { dayOf, nextDay } from './day.ts';
export { saveProcess } from './commands.ts';
export { checkProcess, processSchema, type Process } from './process.ts';
export { readProcess } from './queries.ts';
