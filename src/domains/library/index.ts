export { documents, institutions, type DocumentFacts } from './kind.ts';
export { libraryRoutes } from './routes.tsx';
