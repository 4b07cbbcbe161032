import { App, Chart, Size } from 'cdk8s';
import { ArgoRolloutsApplication, TrafficProvider } from 'cdk8s-argo-rollouts';
import { Cpu } from 'cdk8s-plus-28';

const app = new App();
const chart = new Chart(app, 'a2-controller-by-helm', { namespace: 'argocd' });

new ArgoRolloutsApplication(chart, 'argo-rollouts', {
  controller: {
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) } },
  },
  dashboard: {},
  // Without it, the controller could change the routes of every router that the chart knows.
  routers: [TrafficProvider.ISTIO],
});

app.synth();
