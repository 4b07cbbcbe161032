import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, Manifest, scenario } from './synth';

const web = scenario('c8');

function source(file: string): { readonly deployment: Manifest; readonly autoscaler: Manifest } {
  const text = readFileSync(path.join(EXAMPLES, 'c8-moved-from-a-deployment', file), 'utf8');
  const [deployment, autoscaler] = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  return { deployment: deployment!, autoscaler: autoscaler! };
}

describe.each(['nginx', 'nginx-moving'])('C8: the Deployment %s', (name) => {
  const { deployment, autoscaler } = source(`${name}.yaml`);

  test('is given with ten pods of nginx, port 80 named http', () => {
    expect(deployment).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas: 10 } });
    expect(deployment.spec.template.spec.containers).toEqual([
      expect.objectContaining({ image: 'nginx:1.14.2', ports: [{ name: 'http', containerPort: 80 }] }),
    ]);
    expect(autoscaler.spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name });
  });

  test('leaves its autoscaler to the Rollout, which is otherwise as it was', () => {
    const { spec } = web.find('HorizontalPodAutoscaler', name);
    expect(spec).toEqual({
      ...autoscaler.spec, scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name },
    });
    expect(spec.minReplicas).toBe(10);
  });

  test('has a Service on its port', () => {
    expect(web.find('Service', name).spec).toMatchObject({
      selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 80 }],
    });
  });
});

test('both Deployments have the same pods but for their label', () => {
  const [converted, referenced] = [source('nginx.yaml'), source('nginx-moving.yaml')].map(({ deployment }) => deployment.spec.template.spec);
  expect(converted).toEqual(referenced);
});

describe('C8 (a): by conversion', () => {
  const { spec } = web.rollout('nginx');

  test('the Rollout has the pod template and the selector of the Deployment', () => {
    const { deployment } = source('nginx.yaml');
    expect(spec.template).toEqual(deployment.spec.template);
    expect(spec.selector).toEqual(deployment.spec.selector);
    expect(spec).not.toHaveProperty('workloadRef');
  });

  test('the Deployment is not written any more', () => {
    expect(web.objects).not.toContain('Deployment/nginx');
  });

  test('the autoscaler alone says how many pods there are', () => {
    expect(spec).not.toHaveProperty('replicas');
  });
});

describe('C8 (b): by reference', () => {
  const { spec } = web.rollout('nginx-moving');

  test('the Rollout refers to the Deployment, to be scaled down progressively', () => {
    expect(spec.workloadRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx-moving', scaleDown: 'progressively' });
    expect(spec).not.toHaveProperty('template');
  });

  test('the Deployment is written as it was given', () => {
    const { deployment } = source('nginx-moving.yaml');
    const { spec: written, apiVersion } = web.find('Deployment', 'nginx-moving');
    expect(apiVersion).toBe('apps/v1');
    expect(written).toEqual(deployment.spec);
    expect(spec.selector).toEqual(deployment.spec.selector);
  });

  test('the Rollout says its replicas, or the service would drop to one pod', () => {
    expect(spec.replicas).toBe(10);
  });
});

test('the example has these objects and no others', () => {
  expect(web.objects).toEqual([
    'Deployment/nginx-moving', 'HorizontalPodAutoscaler/nginx', 'HorizontalPodAutoscaler/nginx-moving',
    'Rollout/nginx', 'Rollout/nginx-moving', 'Service/nginx', 'Service/nginx-moving',
  ]);
});
