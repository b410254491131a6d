export * from './components.ts';
export { StyleguidePage } from './styleguide/styleguide.tsx';
