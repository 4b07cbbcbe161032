import { App, Chart, Size } from 'cdk8s';
import { CanaryRollout, CanarySteps, IstioGateway, IstioTrafficSplit } from 'cdk8s-argo-rollouts';
import { Cpu, Probe } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'c5-istio-by-hand', { namespace: 'demo' });

new CanaryRollout(chart, 'demo-ms-7', {
  replicas: 4,
  containers: [{
    name: 'demo-ms-7',
    image: 'registry.example.com/demo-ms-7:1.0.0',
    ports: [{ number: 5000, name: 'http' }],
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromTcpSocket({ port: 5000 }),
  }],
  traffic: new IstioTrafficSplit(chart, 'traffic', {
    metadata: { name: 'demo-ms-7' },
    hosts: ['demo-ms-7.example.com'],
    gateway: IstioGateway.fromName('public', 'istio-system'),
  }),
  steps: CanarySteps.weights([0, 10, 20, 40, 80, 100], { pauseUntilPromoted: true }),
});

app.synth();
