import * as path from 'node:path';
import { App, Chart, Duration, Include } from 'cdk8s';
import { CanaryRollout, CanarySteps, DeploymentScaleDown, DeploymentSource } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'c8-moved-from-a-deployment', { namespace: 'web' });

const steps = CanarySteps.linear(25, { pause: Duration.minutes(1) });

// (a) By conversion: the Rollout takes the Deployment's place.
const manifests = new Include(chart, 'manifests', { url: path.join(__dirname, 'nginx.yaml') });
new CanaryRollout(chart, 'nginx', {
  deployment: DeploymentSource.convert(manifests),
  steps,
});

// (b) By reference: the Deployment stays, and is scaled down as the Rollout is scaled up.
const movingManifests = new Include(chart, 'moving-manifests', { url: path.join(__dirname, 'nginx-moving.yaml') });
new CanaryRollout(chart, 'nginx-moving', {
  deployment: DeploymentSource.reference(movingManifests, { scaleDown: DeploymentScaleDown.PROGRESSIVELY }),
  steps,
});

app.synth();
