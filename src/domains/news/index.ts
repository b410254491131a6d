export { news } from './kind.ts';
export { newsRoutes } from './routes.tsx';
