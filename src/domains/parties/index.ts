export { dayOf, nextDay } from './day.ts';
export { endMandate, giveMandate, saveProcess, type MandateInput, type MandateManager } from './commands.ts';
export { phaseOn, runningOn, type Mandate, type Phase } from './lifecycle.ts';
export { checkMandate, mayManage, roles, secretariat, type MandateProblem, type ProposedMandate, type Role } from './policy.ts';
export { checkProcess, processSchema, type Process } from './process.ts';
export { findMandate, mandatesOfParty, mandatesOfPerson, readProcess } from './queries.ts';
