import Ajv, { ValidateFunction } from 'ajv';
import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import schemas from '../../imports/schemas.json';
import { checkManifests, formatFinding } from '../../lib/check';
import { UsageError } from '../../lib/model/usage-error';
import { emptyChart, Program, PROGRAMS } from './programs';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validators = new Map<string, ValidateFunction>();

function validatorOf({ apiVersion, kind }: any): ValidateFunction | undefined {
  const type = `${apiVersion}/${kind}`;
  const schema: object | undefined = (schemas.schemas as any)[type];
  if (schema !== undefined && !validators.has(type)) {
    validators.set(type, ajv.compile({ ...schema, $defs: schemas.$defs }));
  }
  return validators.get(type);
}

/** The manifests of a program, or the error that it ends with. */
function outcome(program: Program): { readonly manifests: any[] } | { readonly error: unknown } {
  try {
    const chart = emptyChart();
    program(chart);
    return { manifests: JSON.parse(JSON.stringify(Testing.synth(chart))) };
  } catch (error) {
    return { error };
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof Error && error.message.startsWith('Validation failed with the following errors:\n'));
}

test('whatever a program says, it is refused by an error of ours, or gives manifests without an error', () => {
  let accepted = 0;
  fc.assert(fc.property(PROGRAMS, (program) => {
    const result = outcome(program);
    if ('error' in result) {
      if (!isOurs(result.error)) {
        throw result.error;
      }
      return;
    }
    accepted += 1;
    for (const manifest of result.manifests) {
      const validate = validatorOf(manifest);
      validate?.(manifest);
      expect(validate?.errors ?? []).toEqual([]);
    }
    expect(checkManifests(result.manifests).filter(({ severity }) => severity === 'error').map(formatFinding)).toEqual([]);
  }), { numRuns: 4000, seed: Number(process.env.PROPERTY_SEED ?? 42) });
  // Else the second half of the promise is hardly tried.
  expect(accepted).toBeGreaterThan(300);
});
