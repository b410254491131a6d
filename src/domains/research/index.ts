export { isbnIsRight, research, type PublicationFacts } from './kind.ts';
export { researchRoutes } from './routes.tsx';
