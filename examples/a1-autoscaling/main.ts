import { App, Chart, Duration, Size } from 'cdk8s';
import { CanaryRollout, CanarySteps, VerticalPodAutoscaler } from 'cdk8s-argo-rollouts';
import { Cpu, Namespace, Probe } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'a1-autoscaling', { namespace: 'chip' });

new Namespace(chart, 'namespace', { metadata: { name: 'chip', labels: { 'istio-injection': 'enabled' } } });

const chip = new CanaryRollout(chart, 'chip', {
  containers: [{
    name: 'chip',
    image: 'fidelissauro/chip:v2',
    ports: [{ number: 8080, name: 'web' }],
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromHttpGet('/readiness', { port: 8080 }),
    liveness: Probe.fromHttpGet('/liveness', { port: 8080 }),
    // The image may run as root, and may write to its own file system.
    securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false },
  }],
  terminationGracePeriod: Duration.seconds(60),
  revisionHistoryLimit: 2,
  steps: CanarySteps.linear(25, { pause: Duration.minutes(1) }),
});

chip.autoscale({ minReplicas: 3, maxReplicas: 30, cpuUtilization: 60, memoryUtilization: 80 });

// It only recommends: to change the requests while pods are added by their use would have two autoscalers at odds.
new VerticalPodAutoscaler(chart, 'recommendation', { metadata: { name: 'chip' }, target: chip });

app.synth();
