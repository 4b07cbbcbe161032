import { App, Chart, Duration, Size } from 'cdk8s';
import { AnalysisArgument, CanaryRollout, CanaryStep, TargetPort, WebAnalysis } from 'cdk8s-argo-rollouts';
import { Cpu, Probe, ServiceType } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'c7-web-check-in-the-background', { namespace: 'colorapi' });

const webcheck = new WebAnalysis(chart, 'webcheck', {
  // The rollout that uses the analysis supplies the name of its Service.
  args: [AnalysisArgument.serviceName('host')],
  url: 'http://{{args.host}}/',
  jsonPath: '{$.status}',
  successCondition: 'result == "ok"',
  background: true,
  interval: Duration.seconds(5),
  failureLimit: 1,
});

new CanaryRollout(chart, 'colorapi', {
  replicas: 5,
  containers: [{
    name: 'colorapi',
    image: 'particule/simplecolorapi:1.0',
    portNumber: 5000,
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    readiness: Probe.fromTcpSocket({ port: 5000 }),
    // The image may run as root, and may write to its own file system.
    securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false },
  }],
  services: {
    type: ServiceType.LOAD_BALANCER,
    ports: [{ port: 80, targetPort: TargetPort.number(5000) }],
  },
  backgroundAnalysis: { analyses: [webcheck] },
  steps: [
    CanaryStep.weight(20),
    CanaryStep.pause(Duration.seconds(30)),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.seconds(30)),
  ],
});

app.synth();
