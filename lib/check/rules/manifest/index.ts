import type { Rule } from '../../rule';
import { schemaValue } from './schema-value';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';

/** 0xx: manifests as such. */
export const MANIFEST_RULES: readonly Rule[] = [
  unknownField,
  schemaValue,
  unknownKind,
];
