import { App, Chart, Duration, Size } from 'cdk8s';
import { BlueGreenRollout, IstioGateway, IstioRoute, Promotion, WarmUpJob } from 'cdk8s-argo-rollouts';
import { Cpu, Namespace, Probe } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'b3-warm-up-before-switch', { namespace: 'chip' });

new Namespace(chart, 'namespace', { metadata: { name: 'chip', labels: { 'istio-injection': 'enabled' } } });

const warmUp = new WarmUpJob(chart, 'warm-up', {
  path: '/healthcheck',
  requests: 1000,
  concurrency: 3,
  failureLimit: 1,
});

const chip = new BlueGreenRollout(chart, 'chip', {
  replicas: 10,
  containers: [{
    name: 'chip',
    image: 'fidelissauro/chip:v2',
    ports: [{ number: 8080, name: 'http' }],
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromHttpGet('/readiness', { port: 8080 }),
    liveness: Probe.fromHttpGet('/liveness', { port: 8080 }),
    // The image may run as root, and may write to its own file system.
    securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false },
  }],
  terminationGracePeriod: Duration.seconds(60),
  revisionHistoryLimit: 2,
  services: {
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
  },
  promotion: Promotion.manual(),
  prePromotionAnalysis: [warmUp],
});

const retries = { attempts: 0, perTryTimeout: Duration.millis(500), retryOn: ['refused-stream'] };

const activeHosts = ['chip.k8s.raj.ninja', 'chip.chip.svc.cluster.local'];
new IstioRoute(chart, 'active-route', {
  metadata: { name: 'chip-active' },
  hosts: activeHosts,
  gateway: new IstioGateway(chart, 'active-gateway', { metadata: { name: 'chip-active' }, hosts: activeHosts }),
  service: chip.activeService,
  retries,
});

const previewHosts = ['chip-preview.k8s.raj.ninja', 'chip-preview.chip.svc.cluster.local'];
new IstioRoute(chart, 'preview-route', {
  metadata: { name: 'chip-preview' },
  hosts: previewHosts,
  gateway: new IstioGateway(chart, 'preview-gateway', { metadata: { name: 'chip-preview' }, hosts: previewHosts }),
  service: chip.previewService,
  retries,
});

app.synth();
