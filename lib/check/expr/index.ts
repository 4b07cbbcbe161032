export * from './guards';
export * from './parse';
export type { ExprProblem } from './problem';
export { problemsOf } from './problems';
export type { ResultShape } from './problems';
export * from './readings';
export * from './syntax';
