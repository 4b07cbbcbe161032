import { Chart, Testing } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import {
  ApplicationDestination, ApplicationSource, ArgoCdApplication, ArgoCdApplicationProps, ArgoCdApplicationSet, ArgoCdApplicationSetProps,
  IgnoredDifference, SyncOptions,
} from '../../lib';
import { chartBeside, Manifest, synth } from '../support/synth';

export const REPOSITORY = 'https://github.com/example/shop.git';

/** A chart `argocd`, in an app of its own. */
export function argoCd(): Chart {
  return new Chart(Testing.app(), 'argocd');
}

/** An Application `checkout` that delivers a folder into the namespace `shop`, with what a test adds to it. */
export function application(scope: Construct, props: Partial<ArgoCdApplicationProps> = {}): ArgoCdApplication {
  return new ArgoCdApplication(scope, 'checkout', {
    source: ApplicationSource.git(REPOSITORY, { path: 'prod/checkout' }),
    destination: ApplicationDestination.inCluster('shop'),
    ...props,
  });
}

export function applicationOf(props: Partial<ArgoCdApplicationProps>): Manifest {
  const chart = argoCd();
  application(chart, props);
  return synth(chart).the('Application');
}

/** An ApplicationSet `chip`, with what a test adds to it. */
export function applicationSet(chart: Chart, props: Pick<ArgoCdApplicationSetProps, 'generators'> & Partial<ArgoCdApplicationSetProps>): ArgoCdApplicationSet {
  return new ArgoCdApplicationSet(chart, 'chip', {
    template: {
      name: 'chip-{{.name}}',
      source: ApplicationSource.git(REPOSITORY, { path: 'chip' }),
      destination: ApplicationDestination.cluster('{{.name}}', 'chip'),
    },
    ...props,
  });
}

export const AUTOMATED: SyncOptions = { automated: true, prune: true, selfHeal: true };

/** The entries of an Application that tolerates the rollouts in the constructs. */
export function ignored(chart: Chart, ...constructs: IConstruct[]): IgnoredDifference[] | undefined {
  const own = chartBeside(chart, 'argocd');
  const shopApplication = application(own, { sync: AUTOMATED });
  if (constructs.length > 0) {
    shopApplication.toleratesRollouts(...constructs);
  }
  return synth(own).the('Application').spec.ignoreDifferences;
}
