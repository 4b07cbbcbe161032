import * as path from 'node:path';
import { App, Chart, Duration, Size, YamlOutputType } from 'cdk8s';
import {
  ApplicationDestination, ApplicationSource, ArgoCdApplication, ArgoCdProject, CanaryRollout, CanarySteps, IstioGateway, IstioTrafficSplit,
  SyncWaves,
} from 'cdk8s-argo-rollouts';
import { Cpu } from 'cdk8s-plus-28';

/** Where the manifests are committed to, and the folder for them there. */
const REPOSITORY = 'https://github.com/example/deliveries.git';
const FOLDER = 'g1-gitops-repository';

/** Charts of different clusters may hold objects of one name. */
const CLUSTER = 'cdk8s-argo-rollouts/cluster';

const services = [
  { name: 'catalog', image: 'registry.example.com/catalog:3.1.4', port: 8080 },
  { name: 'checkout', image: 'registry.example.com/checkout:1.8.0', port: 5000 },
];
const environments = [
  { cluster: 'staging', replicas: 2, pause: Duration.seconds(30) },
  { cluster: 'production', replicas: 6, pause: Duration.minutes(5) },
];

const app = new App({
  outdir: path.join(process.env.CDK8S_OUTDIR ?? 'dist', FOLDER),
  yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
});
const argoCd = new Chart(app, 'argocd', { namespace: 'argocd' });
argoCd.node.setContext(CLUSTER, 'argocd');

// Delivers the Applications themselves, so that only this one is ever applied by hand.
new ArgoCdApplication(argoCd, 'root', {
  source: ApplicationSource.git(REPOSITORY, { path: `${FOLDER}/argocd`, revision: 'main' }),
  destination: ApplicationDestination.inCluster('argocd'),
  sync: { automated: true, prune: true, selfHeal: true },
});

for (const { cluster, replicas, pause } of environments) {
  const project = new ArgoCdProject(argoCd, cluster, {
    sourceRepositories: [REPOSITORY],
    destinations: services.map(({ name }) => ApplicationDestination.cluster(cluster, name)),
    clusterResources: [{ group: '', kind: 'Namespace' }],
  });

  for (const { name, image, port } of services) {
    const chart = new Chart(app, `${cluster}-${name}`, { namespace: name });
    chart.node.setContext(CLUSTER, cluster);
    new CanaryRollout(chart, name, {
      replicas,
      containers: [{
        image,
        ports: [{ number: port, name: 'http' }],
        resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
      }],
      traffic: new IstioTrafficSplit(chart, 'split', {
        metadata: { name },
        hosts: [`${name}.${cluster}.example.com`],
        gateway: IstioGateway.fromName('public', 'istio-system'),
      }),
      steps: CanarySteps.weights([10, 50], { pause }),
    });
    SyncWaves.apply(chart);

    const application = new ArgoCdApplication(argoCd, `${name}-${cluster}`, {
      project,
      source: ApplicationSource.git(REPOSITORY, { path: `${FOLDER}/${cluster}-${name}`, revision: 'main' }),
      destination: ApplicationDestination.cluster(cluster, name),
      sync: {
        automated: true,
        prune: true,
        selfHeal: true,
        createNamespace: true,
        namespaceLabels: { 'istio-injection': 'enabled' },
        applyOutOfSyncOnly: true,
      },
    });
    application.toleratesRollouts(chart);
  }
}

app.synth();
