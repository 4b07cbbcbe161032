import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { App, Chart, Size } from 'cdk8s';
import { BlueGreenRollout, Promotion, TargetPort, WarmUpJob } from 'cdk8s-argo-rollouts';
import { ArgoRolloutsRelease, RolloutManifestsRelease } from 'cdk8s-argo-rollouts/cdktf';
import { Cpu, Probe } from 'cdk8s-plus-28';
import * as terraform from 'cdktf';

const chart = new Chart(new App(), 'rollouts-demo', { namespace: 'demo' });

new BlueGreenRollout(chart, 'rollouts-demo', {
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
  services: { ports: [{ port: 80, targetPort: TargetPort.number(8080) }] },
  revisionHistoryLimit: 2,
  promotion: Promotion.manual(),
  prePromotionAnalysis: [new WarmUpJob(chart, 'warm-up', { path: '/', requests: 1000, concurrency: 3 })],
});

const app = new terraform.App();
const stack = new terraform.TerraformStack(app, 'a3-controller-by-terraform');
// The state of a team belongs where all of them reach it, as with an S3Backend.
new terraform.LocalBackend(stack, { path: 'terraform.tfstate' });
new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config' } });

const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { dashboard: {} });

new RolloutManifestsRelease(stack, 'rollouts-demo', { chart, dependsOn: [controller] });

new terraform.TerraformOutput(stack, 'controller', { value: `${controller.name} ${controller.version} in ${controller.namespace}` });

app.synth();
