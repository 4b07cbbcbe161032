import { App, Chart, Duration, Size } from 'cdk8s';
import { CanaryRollout, CanarySteps } from 'cdk8s-argo-rollouts';
import { Cpu, Namespace, Probe } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'c1-automatic-without-router', { namespace: 'chip' });

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
  steps: CanarySteps.linear(20, { pause: Duration.seconds(10) }),
});

chip.autoscale({ minReplicas: 10, maxReplicas: 30, cpuUtilization: 60 });

app.synth();
