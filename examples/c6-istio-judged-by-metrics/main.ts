import { App, Chart, Duration, Size } from 'cdk8s';
import { CanaryRollout, CanarySteps, IstioGateway, IstioTrafficSplit, SuccessRateAnalysis } from 'cdk8s-argo-rollouts';
import { Cpu, Probe } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'c6-istio-judged-by-metrics', { namespace: 'demo' });

const successRate = new SuccessRateAnalysis(chart, 'success-rate', {
  prometheus: 'http://kube-prometheus-stack-prometheus.o11y.svc.cluster.local:9090',
  threshold: 0.95,
  window: Duration.minutes(1),
  count: 1,
  failureLimit: 1,
});

new CanaryRollout(chart, 'demo-ms-10', {
  replicas: 4,
  containers: [{
    name: 'demo-ms-10',
    image: 'registry.example.com/demo-ms-10:1.0.0',
    ports: [{ number: 5000, name: 'http' }],
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromTcpSocket({ port: 5000 }),
  }],
  traffic: new IstioTrafficSplit(chart, 'traffic', {
    metadata: { name: 'demo-ms-10' },
    hosts: ['demo-ms-10.example.com'],
    gateway: IstioGateway.fromName('public', 'istio-system'),
  }),
  steps: [
    ...CanarySteps.weights([10], { pause: Duration.seconds(30), analyze: [successRate] }),
    ...CanarySteps.weights([20, 40, 80, 100], { pause: Duration.minutes(1), analyze: [successRate] }),
  ],
});

app.synth();
