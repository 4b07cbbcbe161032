import { App, Chart, Size } from 'cdk8s';
import { BlueGreenRollout, Promotion, TargetPort } from 'cdk8s-argo-rollouts';
import { Cpu, Probe, ServiceType } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'b1-by-hand', { namespace: 'demo' });

new BlueGreenRollout(chart, 'rollout-bluegreen', {
  replicas: 2,
  containers: [{
    name: 'rollouts-demo',
    image: 'argoproj/rollouts-demo:blue',
    portNumber: 8080,
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromTcpSocket({ port: 8080 }),
    // The image may run as root, and may write to its own file system.
    securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false },
  }],
  services: {
    type: ServiceType.NODE_PORT,
    ports: [{ port: 80, targetPort: TargetPort.number(8080) }],
  },
  revisionHistoryLimit: 2,
  promotion: Promotion.manual(),
});

app.synth();
