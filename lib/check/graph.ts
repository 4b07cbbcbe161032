import type { AnalysisUse } from './views/analyses';
import { analysesOf } from './views/analyses';
import type { TemplateReference } from './views/analysis-template';
import { AnalysisTemplate } from './views/analysis-template';
import { at, firstBy, key, keyOf, listsBy } from './lookup';
import type { Identity, Manifest } from './manifest';
import { identityOf } from './manifest';
import type { PodTemplate } from './views/pods';
import { podTemplateOf, selects } from './views/pods';
import type { ManagedService } from './views/rollout';
import { Rollout } from './views/rollout';
import { Autoscaler, Deployment, Service } from './views/workloads';

/** A manifest and who it says it is. */
export interface Node {
  readonly manifest: Manifest;
  readonly identity: Identity;
}

/** A Rollout and the field in which it names a Service. */
export interface ServiceManager {
  readonly rollout: Rollout;
  readonly managed: ManagedService;
}

/**
 * Manifests that are deployed together, and what refers to what among them. It is built once, and whatever a rule asks
 * it is a lookup: checking takes time in proportion to the number of manifests. A reference means the object of that
 * name in the namespace of the referrer; where several have one name, the first.
 */
export class ManifestGraph {
  /** Each manifest once, in the order given. */
  public readonly manifests: readonly Manifest[];
  public readonly nodes: readonly Node[];
  public readonly rollouts: readonly Rollout[];
  public readonly services: readonly Service[];
  public readonly deployments: readonly Deployment[];
  public readonly autoscalers: readonly Autoscaler[];
  public readonly analysisTemplates: readonly AnalysisTemplate[];
  /** Every analysis of every Rollout. */
  public readonly analyses: readonly AnalysisUse[];

  private readonly byKind: ReadonlyMap<string, readonly Node[]>;
  private readonly byName = new Map<string, ReadonlyMap<string, Node>>();
  private readonly rolloutsByName: ReadonlyMap<string, Rollout>;
  private readonly deploymentsByName: ReadonlyMap<string, Deployment>;
  private readonly managersByService: ReadonlyMap<string, ServiceManager>;
  private readonly ownersByDeployment: ReadonlyMap<string, Rollout>;
  private readonly horizontalByTarget: ReadonlyMap<string, Autoscaler>;
  private readonly podTemplates: ReadonlyMap<Rollout, PodTemplate>;
  private readonly rolloutsByPodLabel: ReadonlyMap<string, readonly Rollout[]>;

  constructor(manifests: readonly Manifest[]) {
    this.manifests = [...new Set(manifests)];
    this.nodes = this.manifests.map((manifest) => ({ manifest, identity: identityOf(manifest) }));

    this.byKind = listsBy(this.nodes, ({ identity }) => [`${identity.group}/${identity.kind}`]);
    const views = <T>(kind: string, view: new (manifest: Manifest, identity: Identity) => T): T[] =>
      this.ofKind(kind).map(({ manifest, identity }) => new view(manifest, identity));
    this.rollouts = views('argoproj.io/Rollout', Rollout);
    this.services = views('/Service', Service);
    this.deployments = views('apps/Deployment', Deployment);
    this.autoscalers = [
      ...views('autoscaling/HorizontalPodAutoscaler', Autoscaler),
      ...views('autoscaling.k8s.io/VerticalPodAutoscaler', Autoscaler),
      ...views('keda.sh/ScaledObject', Autoscaler),
    ];
    const templates = views('argoproj.io/AnalysisTemplate', AnalysisTemplate);
    const clusterTemplates = views('argoproj.io/ClusterAnalysisTemplate', AnalysisTemplate);
    this.analysisTemplates = [...templates, ...clusterTemplates];

    this.rolloutsByName = firstBy(this.rollouts, keyOf);
    this.deploymentsByName = firstBy(this.deployments, keyOf);
    const managers = this.rollouts.flatMap((rollout) => rollout.managedServices.map((managed) => ({ rollout, managed })));
    this.managersByService = firstBy(managers, ({ rollout, managed }) => key(rollout.namespace, managed.name));
    this.ownersByDeployment = firstBy(this.rollouts, (rollout) => rollout.workloadRef?.kind === 'Deployment'
      ? key(rollout.namespace, rollout.workloadRef.name) : undefined);
    this.horizontalByTarget = firstBy(this.autoscalers, (autoscaler) => autoscaler.isHorizontal
      ? key(autoscaler.targetGroup, autoscaler.targetKind, autoscaler.namespace, autoscaler.targetName) : undefined);

    this.podTemplates = new Map(this.rollouts.flatMap((rollout) => {
      const template = this.resolvePodTemplate(rollout);
      return template === undefined ? [] : [[rollout, template]];
    }));
    this.rolloutsByPodLabel = listsBy(this.rollouts, (rollout) =>
      Array.from(this.podTemplates.get(rollout)?.labels ?? [], ([name, value]) => key(rollout.namespace, name, value)));

    const templatesByName = firstBy(templates, keyOf);
    const clusterTemplatesByName = firstBy(clusterTemplates, keyOf);
    const findTemplate = (reference: TemplateReference, namespace: string): AnalysisTemplate | undefined =>
      reference.clusterScope
        ? at(clusterTemplatesByName, key('', reference.name))
        : at(templatesByName, key(namespace, reference.name));
    this.analyses = this.rollouts.flatMap((rollout) => analysesOf(rollout, findTemplate));
  }

  /** All objects of a kind, named with its group: `apps/Deployment`, `/Service`. */
  public ofKind(kind: string): readonly Node[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The object of a kind with that name. What is not in a namespace is in `''`. */
  public find(kind: string, namespace: string, name: string | undefined): Node | undefined {
    let index = this.byName.get(kind);
    if (index === undefined) {
      index = firstBy(this.ofKind(kind), ({ identity }) => keyOf(identity));
      this.byName.set(kind, index);
    }
    return at(index, key(namespace, name));
  }

  public findRollout(namespace: string, name: string | undefined): Rollout | undefined {
    return at(this.rolloutsByName, key(namespace, name));
  }

  public findDeployment(namespace: string, name: string | undefined): Deployment | undefined {
    return at(this.deploymentsByName, key(namespace, name));
  }

  /** The Rollout whose `workloadRef` is the Deployment of that name. */
  public ownerOfDeployment(namespace: string, name: string | undefined): Rollout | undefined {
    return at(this.ownersByDeployment, key(namespace, name));
  }

  /** The first Rollout that manages the Service of that name. */
  public managerOf(namespace: string, service: string | undefined): ServiceManager | undefined {
    return at(this.managersByService, key(namespace, service));
  }

  /** The first HorizontalPodAutoscaler with the same target as `autoscaler`. */
  public horizontalLike(autoscaler: Autoscaler): Autoscaler | undefined {
    const { targetGroup, targetKind, namespace, targetName } = autoscaler;
    return at(this.horizontalByTarget, key(targetGroup, targetKind, namespace, targetName));
  }

  /** The HorizontalPodAutoscaler that decides how many pods the Rollout has. */
  public horizontalOf(rollout: Rollout): Autoscaler | undefined {
    return at(this.horizontalByTarget, key('argoproj.io', 'Rollout', rollout.namespace, rollout.name));
  }

  /** The pods of a Rollout: by its own template, or by that of the Deployment which it refers to. */
  public podsOf(rollout: Rollout): PodTemplate | undefined {
    return this.podTemplates.get(rollout);
  }

  /** The Rollouts in a namespace with pods that have all labels of `selector`. */
  public *rolloutsSelectedBy(namespace: string, selector: ReadonlyMap<string, string>): Iterable<Rollout> {
    // Only Rollouts with the rarest of the labels can match: `app: checkout` is looked up, `team: shop` is not.
    let candidates: readonly Rollout[] | undefined;
    for (const [name, value] of selector) {
      const labelled = at(this.rolloutsByPodLabel, key(namespace, name, value)) ?? [];
      if (candidates === undefined || labelled.length < candidates.length) {
        candidates = labelled;
      }
    }
    for (const rollout of candidates ?? []) {
      const pods = this.podsOf(rollout);
      if (pods !== undefined && selects(selector, pods.labels)) {
        yield rollout;
      }
    }
  }

  private resolvePodTemplate(rollout: Rollout): PodTemplate | undefined {
    if (rollout.workloadRef === undefined) {
      return podTemplateOf(rollout.manifest);
    }
    const { kind, name } = rollout.workloadRef;
    const deployment = kind === 'Deployment' ? this.findDeployment(rollout.namespace, name) : undefined;
    return deployment === undefined ? undefined : podTemplateOf(deployment.manifest);
  }
}
