export * from './check-files';
export * from './input';
export type { Position } from './source-text';
