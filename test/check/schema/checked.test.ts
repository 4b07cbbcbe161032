import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { checkManifests, formatFinding } from '../../../lib/check';
import { schemaValue } from '../../../lib/check/rules/manifest/schema-value';
import { unknownField } from '../../../lib/check/rules/manifest/unknown-field';
import { canary, deployment, migration } from '../fixtures';
import { whereverPut, WORST } from '../malformed';

const CONTAINER = 'spec.template.spec.containers[0]';

/** What the two rules say that go by schemas. */
function messages(...manifests: any[]): string[] {
  return checkManifests(manifests, { rules: [unknownField, schemaValue] }).map(formatFinding);
}

function rollout(change: (spec: any, rollout: any) => void): any {
  const { rollout: changed } = canary();
  change(changed.spec, changed);
  return changed;
}

describe('what is looked at', () => {
  test('is the template of a Deployment that a Rollout refers to, and of no other', () => {
    const { rollout: owner, deployment: owned } = migration();
    const other = deployment('other');
    for (const { spec } of [owned, other] as any[]) {
      spec.replica = 1;
      spec.template.spec.containers[0].imagePullPolice = 'Always';
      spec.template.spec.containers[0].ports[0].containerPort = '8080';
    }
    expect(messages(owner, owned, other)).toEqual([
      `ARO003 ${CONTAINER}.imagePullPolice: is unknown, and the API server drops it; did you mean "imagePullPolicy"?`,
      `ARO004 ${CONTAINER}.ports[0].containerPort: "8080" is a string where a whole number is expected; write 8080 without quotes`,
    ]);
    owned.spec.template = 'text';
    expect(messages(owner, owned)).toEqual(['ARO004 spec.template: "text" is a string where an object is expected; give an object']);
  });

  test('is not the status, nor what is open', () => {
    expect(messages(rollout((spec, manifest) => {
      manifest.status = { banana: [null] };
      spec.strategy.canary.trafficRouting.plugins = { 'argoproj-labs/gatewayAPI': { httpRoute: 'a' } };
      spec.strategy.canary.steps.push({ plugin: { name: 'a', config: { any: ['thing'] } } });
    }))).toEqual([]);
  });

  test('is nothing that is null', () => {
    expect(messages(rollout((spec, { metadata }) => {
      Object.assign(metadata, { creationTimestamp: null, banana: null, labels: { a: null } });
      Object.assign(spec, { replicas: null, banana: null });
      spec.template.metadata.creationTimestamp = null;
      spec.template.spec.containers[0].resources = null;
    }))).toEqual([]);
    expect(messages(rollout(({ template: pods }) => { pods.spec.containers = null; })))
      .toEqual(['ARO004 spec.template.spec.containers: is required; give a list']);
  });

  test('may have what programs write: quantities as numbers, and values of Helm that are left empty', () => {
    expect(messages(rollout(({ template: { spec } }) => {
      const [container] = spec.containers;
      container.resources = { limits: { cpu: 0.5, memory: '1e9' }, requests: { cpu: 1, memory: '.5Gi' } };
      container.imagePullPolicy = '';
      Object.assign(spec, { restartPolicy: '', volumes: [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }, { name: 'b', rbd: { any: 1 } }] });
    }))).toEqual([]);
  });

  test('is a manifest once, though it is given twice', () => {
    const { rollout: twice } = canary();
    twice.spec.banana = 1;
    expect(messages(twice, twice)).toHaveLength(1);
  });
});

describe('no mistake is found', () => {
  const FOLDER = join(__dirname, '../../examples/manifests');

  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

  test.each(files)('in %s', (file) => {
    expect(messages(...parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((document) => document.toJS()))).toEqual([]);
  });

  test('in the fixtures', () => {
    expect(messages(...Object.values(canary()))).toEqual([]);
    expect(messages(...Object.values(migration()))).toEqual([]);
  });
});

test('whatever stands anywhere in a manifest, what is said is well-formed', () => {
  for (const manifests of [canary(), migration()]) {
    whereverPut([...WORST, 10n, Symbol('a'), () => 1, new Date(0)], manifests, () => {
      for (const message of messages(...Object.values(manifests))) {
        expect(message).toMatch(/^ARO00[34] \S[^:]*: .+; .+$/su);
        expect(message.length).toBeLessThan(500);
      }
    });
  }
});
