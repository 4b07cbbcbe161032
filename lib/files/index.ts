export { readDescriptor } from './bounded-read';
export * from './check-files';
export * from './input';
export { positionIn } from './locator';
export type { Position } from './source-text';
