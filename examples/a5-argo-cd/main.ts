import { App, Chart } from 'cdk8s';
import {
  ApplicationDestination, ApplicationGenerator, ApplicationSource, ArgoCdApplication, ArgoCdApplicationSet, ArgoCdProject,
} from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'a5-argo-cd', { namespace: 'argocd' });

const project = new ArgoCdProject(chart, 'lab-apps-canary', {
  description: 'What the lab delivers by canary',
  sourceRepositories: ['https://github.com/example/lab.git', 'registry.example.com/charts'],
  destinations: [ApplicationDestination.cluster('*', 'chip'), ApplicationDestination.cluster('*', 'colorapi')],
  clusterResources: [{ group: '', kind: 'Namespace' }],
  namespaceResources: [{ group: '*', kind: '*' }],
  orphanedResources: { warn: false },
});

new ArgoCdApplication(chart, 'colorapi', {
  project,
  source: ApplicationSource.git('https://github.com/example/lab.git', { path: 'canary/colorapi', revision: 'main' }),
  destination: ApplicationDestination.inCluster('colorapi'),
  sync: { automated: true, prune: true, selfHeal: true, createNamespace: true },
  cascadingDeletion: true,
});

new ArgoCdApplicationSet(chart, 'chip', {
  generators: [ApplicationGenerator.list([
    { cluster: 'staging', host: 'chip.staging.example.com' },
    { cluster: 'production', host: 'chip.example.com' },
  ])],
  template: {
    name: 'chip-{{.cluster}}',
    project,
    source: ApplicationSource.helm('oci://registry.example.com/charts', 'chip', {
      version: '2.0.0',
      values: { replicas: 10, ingress: { host: '{{.host}}' } },
    }),
    destination: ApplicationDestination.cluster('{{.cluster}}', 'chip'),
    sync: { automated: true, prune: true, selfHeal: true, createNamespace: true },
  },
});

app.synth();
