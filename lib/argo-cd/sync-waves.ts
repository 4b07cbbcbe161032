import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth } from '../core/synth-check';
import { field } from '../model/json';
import { requireInteger } from '../model/require';
import { describe } from '../model/usage-error';

/** Options of `SyncWaves.apply`. */
export interface SyncWavesOptions {
  /**
   * The wave of the Rollouts and their autoscalers. What says nothing is in wave 0.
   *
   * @default 1
   */
  readonly rolloutWave?: number;
}

const ANNOTATION = 'argocd.argoproj.io/sync-wave';
const LATER_KINDS = ['Rollout', 'HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler'];

/** The order in which Argo CD applies the objects of a sync. */
export class SyncWaves {
  /**
   * Has Argo CD apply everything else, such as Services, analysis templates and routes, before the Rollouts below the
   * construct. Without waves it applies all of them in one go, and a Rollout may name what is not there yet.
   *
   * Autoscalers are in the wave of the Rollouts: before, they would lack what they scale, which Argo CD takes for a failure.
   * Have nothing in a later wave, and no PostSync hook: a sync waits for the health of each wave but the last, so for the
   * whole update, pauses included (argo-cd#25054).
   *
   * A sync wave that is given already stays. Call it last: what is added later is reported at synth.
   *
   * @param scope a chart, an app, or whatever is around the Rollouts
   * @throws if the wave is no whole number of at least 1
   */
  public static apply(scope: Construct, options: SyncWavesOptions = {}): void {
    const wave = requireInteger(options.rolloutWave ?? 1, 1, Number.MAX_SAFE_INTEGER, {
      path: scope.node.path, field: 'rolloutWave', fix: 'give a later wave than 0, which is that of everything else',
    });
    for (const { metadata } of withoutWave(scope)) {
      metadata.addAnnotation(ANNOTATION, String(wave));
    }
    for (const part of partsOf(scope)) {
      checkAtSynth(part, () => withoutWave(part).map(({ kind, name }) => describe({
        field: 'SyncWaves.apply', rule: `was called before ${kind} ${name} was made, which is in no sync wave`, fix: 'call it last',
      })));
    }
  }

  private constructor() {}
}

/** What can report: the charts of an app, which itself is in none. */
function partsOf(scope: Construct): Construct[] {
  return scope.node.scopes.some((around) => Chart.isChart(around)) ? [scope] : scope.node.findAll().filter((below) => Chart.isChart(below));
}

/** The Rollouts and autoscalers that say nothing of a sync wave. */
function withoutWave(scope: Construct): ApiObject[] {
  return scope.node.findAll().filter((construct) => ApiObject.isApiObject(construct))
    .filter(({ kind, metadata }) => LATER_KINDS.includes(kind) && field(metadata.toJson(), 'annotations', ANNOTATION) === undefined);
}
