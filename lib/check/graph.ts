import type { AnalysisUse } from './views/analyses';
import { analysesOf } from './views/analyses';
import type { TemplateReference } from './views/analysis-template';
import { AnalysisTemplate } from './views/analysis-template';
import { named, NameIndex } from './lookup';
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
  /** The objects of each kind, which is named with its group: `apps/Deployment`, `/Service`. */
  public readonly byKind: ReadonlyMap<string, readonly Node[]>;
  public readonly rollouts: readonly Rollout[];
  public readonly services: readonly Service[];
  public readonly deployments: readonly Deployment[];
  public readonly autoscalers: readonly Autoscaler[];
  public readonly analysisTemplates: readonly AnalysisTemplate[];
  /** Every analysis of every Rollout. */
  public readonly analyses: readonly AnalysisUse[];

  private readonly byName = new Map<string, NameIndex<Node>>();
  private readonly rolloutsByName: NameIndex<Rollout>;
  private readonly deploymentsByName: NameIndex<Deployment>;
  private readonly managersByService = new NameIndex<ServiceManager>();
  private readonly ownersByDeployment = new NameIndex<Rollout>();
  /** By the kind of the target. */
  private readonly horizontalByTarget = new Map<string, NameIndex<Autoscaler>>();
  private readonly podTemplates = new Map<Rollout, PodTemplate>();
  private readonly rolloutsByLabelValue = new NameIndex<Rollout[]>();

  constructor(manifests: readonly Manifest[]) {
    this.manifests = [...new Set(manifests)];
    this.nodes = this.manifests.map((manifest) => ({ manifest, identity: identityOf(manifest) }));
    this.byKind = byKind(this.nodes);
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

    this.rolloutsByName = named(this.rollouts);
    this.deploymentsByName = named(this.deployments);
    for (const rollout of this.rollouts) {
      this.addRollout(rollout);
    }
    for (const autoscaler of this.autoscalers) {
      if (autoscaler.isHorizontal && autoscaler.targetKind !== undefined) {
        this.addHorizontal(autoscaler, autoscaler.targetKind);
      }
    }

    const templatesByName = named(templates);
    const clusterTemplatesByName = named(clusterTemplates);
    const findTemplate = ({ clusterScope, name }: TemplateReference, namespace: string): AnalysisTemplate | undefined =>
      clusterScope ? clusterTemplatesByName.find('', name) : templatesByName.find(namespace, name);
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
      index = new NameIndex();
      for (const node of this.ofKind(kind)) {
        index.add(node.identity.namespace, node.identity.name, node);
      }
      this.byName.set(kind, index);
    }
    return index.find(namespace, name);
  }

  public findRollout(namespace: string, name: string | undefined): Rollout | undefined {
    return this.rolloutsByName.find(namespace, name);
  }

  public findDeployment(namespace: string, name: string | undefined): Deployment | undefined {
    return this.deploymentsByName.find(namespace, name);
  }

  /** The Rollout whose `workloadRef` is the Deployment of that name. */
  public ownerOfDeployment(namespace: string, name: string | undefined): Rollout | undefined {
    return this.ownersByDeployment.find(namespace, name);
  }

  /** The first Rollout that manages the Service of that name. */
  public managerOf(namespace: string, service: string | undefined): ServiceManager | undefined {
    return this.managersByService.find(namespace, service);
  }

  /** The first HorizontalPodAutoscaler with the same target as `autoscaler`. */
  public horizontalLike(autoscaler: Autoscaler): Autoscaler | undefined {
    const { targetGroup, targetKind, namespace, targetName } = autoscaler;
    return targetKind === undefined ? undefined : this.horizontalByTarget.get(`${targetGroup}/${targetKind}`)?.find(namespace, targetName);
  }

  /** The HorizontalPodAutoscaler that decides how many pods the Rollout has. */
  public horizontalOf(rollout: Rollout): Autoscaler | undefined {
    return this.horizontalByTarget.get('argoproj.io/Rollout')?.find(rollout.namespace, rollout.name);
  }

  /** The pods of a Rollout: by its own template, or by that of the Deployment which it refers to. */
  public podsOf(rollout: Rollout): PodTemplate | undefined {
    return this.podTemplates.get(rollout);
  }

  /** The Rollouts in a namespace with pods that have all labels of `selector`. */
  public *rolloutsSelectedBy(namespace: string, selector: ReadonlyMap<string, string>): Iterable<Rollout> {
    // Only Rollouts with the rarest of the labels can match: `app: checkout` is looked up, `team: shop` is not.
    let candidates: readonly Rollout[] | undefined;
    for (const value of selector.values()) {
      const labelled = this.rolloutsByLabelValue.find(namespace, value) ?? [];
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

  private addRollout(rollout: Rollout): void {
    const { namespace, workloadRef } = rollout;
    for (const managed of rollout.managedServices) {
      this.managersByService.add(namespace, managed.name, { rollout, managed });
    }
    if (workloadRef?.kind === 'Deployment') {
      this.ownersByDeployment.add(namespace, workloadRef.name, rollout);
    }
    const template = this.resolvePodTemplate(rollout);
    if (template !== undefined) {
      this.podTemplates.set(rollout, template);
      for (const value of new Set(template.labels.values())) {
        const labelled = this.rolloutsByLabelValue.find(namespace, value);
        if (labelled === undefined) {
          this.rolloutsByLabelValue.add(namespace, value, [rollout]);
        } else {
          labelled.push(rollout);
        }
      }
    }
  }

  private addHorizontal(autoscaler: Autoscaler, targetKind: string): void {
    const kind = `${autoscaler.targetGroup}/${targetKind}`;
    const index = this.horizontalByTarget.get(kind) ?? new NameIndex<Autoscaler>();
    this.horizontalByTarget.set(kind, index);
    index.add(autoscaler.namespace, autoscaler.targetName, autoscaler);
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

function byKind(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const lists = new Map<string, Node[]>();
  const known = new NameIndex<Node[]>();
  for (const node of nodes) {
    const { group, kind } = node.identity;
    const list = known.find(group, kind);
    if (list === undefined) {
      const first = [node];
      known.add(group, kind, first);
      lists.set(`${group}/${kind}`, first);
    } else {
      list.push(node);
    }
  }
  return lists;
}
