import type { Manifests } from './objects';

/** An Application that installs the controller by its chart. */
export function chart(valuesObject: object = {}, change: (spec: any, manifest: any) => void = () => undefined): Manifests {
  const manifest: any = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'argo-rollouts', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: 'https://argoproj.github.io/argo-helm', chart: 'argo-rollouts', targetRevision: '2.41.0', helm: { valuesObject } },
      destination: { name: 'in-cluster', namespace: 'argo-rollouts' },
    },
  };
  change(manifest.spec, manifest);
  return manifest;
}

/** The same as the template of an ApplicationSet. */
export function chartSet(valuesObject: object = {}, change: (spec: any, manifest: any) => void = () => undefined): Manifests {
  const { spec, ...rest } = chart(valuesObject);
  const manifest: any = {
    ...rest,
    kind: 'ApplicationSet',
    spec: { generators: [{ clusters: {} }], template: { metadata: { name: 'rollouts-{{name}}' }, spec } },
  };
  change(spec, manifest);
  return manifest;
}
