export { createPortalContext, type PortalContext } from './context.ts';
export { pages } from './kind.ts';
export { errorPage, tombstonePage } from './pages/errors.tsx';
export { createShell } from './pages/shell.tsx';
export { portalRoutes, styleguideRoutes } from './routes.tsx';
export { readStandingPages, type StandingPage } from './queries/standing.ts';
