export { issuers, legislation, type ActFacts } from './kind.ts';
export { legislationRoutes } from './routes.tsx';
