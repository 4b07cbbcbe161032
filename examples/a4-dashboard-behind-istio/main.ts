import { App, Chart, Duration } from 'cdk8s';
import { IstioGateway, IstioRoute, ServiceTarget } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'a4-dashboard-behind-istio', { namespace: 'argo-rollouts' });

const hosts = ['argo-rollouts-dashboard', 'dashboard-argo.k8s.raj.ninja'];

new IstioRoute(chart, 'route', {
  metadata: { name: 'argo-dashboard' },
  hosts,
  gateway: new IstioGateway(chart, 'gateway', { metadata: { name: 'argo-dashboard' }, hosts }),
  service: ServiceTarget.fromName('argo-rollouts-dashboard', 3100),
  retries: {
    // Without a number of attempts Istio would not try again at all.
    attempts: 2,
    perTryTimeout: Duration.millis(500),
    retryOn: ['5xx', 'gateway-error', 'connect-failure', 'refused-stream'],
  },
});

app.synth();
