export * from './check';
export * from './finding';
export type { Manifest } from './manifest';
export type { Rule, Severity, Violation } from './rule';
export * from './rules';
