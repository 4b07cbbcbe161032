import type { AnalysisUse } from '../views/analyses';
import { declaredNames } from '../views/analyses';
import type { Argument } from '../views/analysis-template';
import type { ManifestGraph } from '../graph';
import { asLabels, field } from '../../model/json';
import { selects } from '../views/pods';
import { asksForService, labelMistake } from './istio-labels';
import { admits } from '../promql/matching';
import type { LabelMatcher, Selector } from '../promql/selectors';
import type { ResolvedText } from './resolved-text';
import { ArgumentResolver, EXAMPLE_HASH, podHashOf } from './resolved-text';
import { serviceAt } from '../traffic/service-host';
import type { Subject } from './subjects';
import { namesOf } from './subjects';

/** What shows that a query or a request does not measure the version that it is to judge. */
export interface Mismeasurement {
  /** Whether it measures another version, or no particular one. */
  readonly measures: 'wrong' | 'both';
  /** The label that shows it; `undefined` where it is the host of a request. */
  readonly label: string | undefined;
  /** What the label or the address is. */
  readonly value: string;
  /** Whether the label is by the hash of pods. */
  readonly isByHash: boolean;
  /** The argument of the Rollout where another value would mend it. */
  readonly argument: Argument | undefined;
}

/** What a matcher tells: it singles out the right version, or the wrong one, or is true of both; or it may do anything. */
type Relation = 'right' | 'wrong' | 'both' | 'unknown';

/** Labels whose values are Services. */
const SERVICE_LABEL = /service|svc|backend|upstream/i;

/** Labels by which people tell versions, whatever their values are. */
const VERSION_LABEL = /hash|version|revision|canary|stable|preview|active|role|track|image|tag|subset|colou?r|slot|variant|release/i;

/** Labels whose values may be the name of the application without being about it. */
const FOREIGN_LABEL = /namespace|cluster|env|region|zone|team|owner|tenant|source|client|host|path|route|url|method|code|reporter/i;

const NAMESPACE_LABEL = /^(?:(?:kubernetes|exported|destination|destination_service|destination_workload)_)?namespace$/i;

const POD_LABEL = /^(?:(?:kubernetes|k8s|exported|destination)_)?pod(?:_name)?$/i;

/** Compares what an analysis measures with what it is to judge. */
export class VersionJudge {
  private readonly resolver: ArgumentResolver;
  private readonly names: ReadonlySet<string>;

  constructor(private readonly graph: ManifestGraph, private readonly use: AnalysisUse, private readonly subject: Subject) {
    this.resolver = new ArgumentResolver(use);
    this.names = namesOf(use.rollout);
  }

  /** `undefined` where the series may be those of the right version, also beside others: it may be a comparison. */
  public ofSeries(selectors: readonly Selector[]): Mismeasurement | undefined {
    let worst: Mismeasurement | undefined;
    for (const selector of selectors) {
      const { matchers } = selector;
      for (const matcher of this.areElsewhere(matchers) ? [] : matchers) {
        const resolved = this.resolver.resolve(matcher.value);
        // What measures nothing is ARO229's to report.
        if (asksForService(selector, matcher) && labelMistake(matcher, resolved.text, this.use.rollout.namespace) !== undefined) {
          return undefined;
        }
        // What the template says itself was not meant, where the Rollout supplies it under a misspelt name.
        const isMeant = resolved.args.length > 0 || !matcher.value.includes('{{') || !this.suppliesUndeclared();
        const relation = isMeant ? this.relation(matcher, resolved) : 'unknown';
        if (relation === 'right' || relation === 'unknown') {
          return undefined;
        }
        if (relation !== undefined && (worst === undefined || (relation === 'wrong' && worst.measures === 'both'))) {
          worst = this.mismeasurement(relation, matcher.label, resolved);
        }
      }
    }
    return worst?.measures === 'both' && this.subject.hasAllTraffic ? undefined : worst;
  }

  /** `undefined` unless the Service that is called is certainly the wrong one. */
  public ofRequest(url: string): Mismeasurement | undefined {
    const resolved = this.resolver.resolve(url);
    const [, host] = /^https?:\/\/([^/:?#@]+)/i.exec(resolved.text) ?? [];
    // Whoever calls the preview Service after the promotion calls the right pods.
    const isWrong = host !== undefined && resolved.isComplete && this.isService(host, this.subject.wrongService);
    return isWrong && !this.subject.hasAllTraffic ? this.mismeasurement('wrong', undefined, resolved) : undefined;
  }

  private suppliesUndeclared(): boolean {
    const declared = declaredNames(this.use);
    return this.use.args.some(({ name }) => name !== undefined && !declared.has(name));
  }

  /** Whether they are about another namespace, where a Service of the same name is another one. */
  private areElsewhere(matchers: readonly LabelMatcher[]): boolean {
    const { namespace } = this.use.rollout;
    return namespace !== '' && matchers.some(({ label, operator, value }) => {
      if (operator !== '=' || !NAMESPACE_LABEL.test(label)) {
        return false;
      }
      const { text, isComplete } = this.resolver.resolve(value);
      return isComplete && text !== namespace;
    });
  }

  private mismeasurement(measures: 'wrong' | 'both', label: string | undefined, { text, hashes, args }: ResolvedText): Mismeasurement {
    const isByHash = hashes.size > 0;
    // Of `app="{{args.app}}"` no value is right.
    const takesService = measures === 'wrong' || (label !== undefined && SERVICE_LABEL.test(label));
    const argument = isByHash
      ? args.find((each) => podHashOf(each) !== undefined)
      : args.find(({ value }) => takesService && typeof value === 'string' && this.mentionsName(value));
    return { measures, label, value: text, isByHash, argument };
  }

  private relation({ label, operator }: LabelMatcher, { text, isComplete, hashes }: ResolvedText): Relation | undefined {
    const isNegated = operator.startsWith('!');
    if (hashes.size > 0) {
      return isNegated ? 'unknown' : hashes.has('Latest') ? 'right' : 'wrong';
    }
    if (FOREIGN_LABEL.test(label)) {
      return this.mentionsService(text) ? 'unknown' : undefined;
    }
    if (!isComplete || VERSION_LABEL.test(label)) {
      return 'unknown';
    }
    if (isNegated) {
      return this.mentionsService(text) ? 'unknown' : undefined;
    }
    const matcher = { label, operator, value: text };
    return this.ofServices(matcher) ?? this.ofNames(matcher);
  }

  private ofServices(matcher: LabelMatcher): Relation | undefined {
    const { service, wrongService } = this.subject;
    const isRight = this.admitsService(matcher, service);
    const isWrong = this.admitsService(matcher, wrongService);
    if (isRight === undefined || isWrong === undefined) {
      return this.mentionsName(matcher.value) ? 'unknown' : undefined;
    }
    if (isRight) {
      // `.+` is about nothing in particular.
      const isAbout = this.mentionsName(matcher.value);
      return isWrong ? isAbout ? 'both' : undefined : 'right';
    }
    // A stable Service may be called like the application.
    const isMeant = wrongService !== undefined && (SERVICE_LABEL.test(matcher.label) || !this.names.has(wrongService));
    return isWrong && isMeant ? 'wrong' : undefined;
  }

  private ofNames(matcher: LabelMatcher): Relation | undefined {
    const { label, operator, value } = matcher;
    if (POD_LABEL.test(label)) {
      return this.ofPods(matcher);
    }
    const isOne = operator === '=' || /^[\w-]+$/.test(value);
    return isOne && (this.names.has(value) || (SERVICE_LABEL.test(label) && this.isShared(value))) ? 'both' : undefined;
  }

  private ofPods(matcher: LabelMatcher): Relation | undefined {
    const { name } = this.use.rollout;
    if (name === undefined || !matcher.value.includes(name)) {
      return undefined;
    }
    const admitted = Object.values(EXAMPLE_HASH).map((hash) => admits(matcher, `${name}-${hash}-x7x2z`));
    return admitted.every((isAdmitted) => isAdmitted === true) ? 'both' : 'unknown';
  }

  /** Whether a matcher admits a Service, by its name or by its host. */
  private admitsService(matcher: LabelMatcher, service: string | undefined): boolean | undefined {
    if (service === undefined) {
      return false;
    }
    if (matcher.operator === '=') {
      return this.isService(matcher.value, service);
    }
    const { namespace } = this.use.rollout;
    const hosts = [service, ...['', '.svc', '.svc.cluster.local'].map((rest) => `${service}.${namespace}${rest}`)];
    const admitted = hosts.map((host) => admits(matcher, host));
    return admitted.includes(true) ? true : admitted.includes(undefined) ? undefined : false;
  }

  private isService(host: string, service: string | undefined): boolean {
    const { namespace } = this.use.rollout;
    const found = serviceAt(host, namespace);
    return found !== undefined && found.name === service && (found.namespace === namespace || namespace === '');
  }

  /** Whether a Service selects the pods of either version. */
  private isShared(host: string): boolean {
    const { namespace } = this.use.rollout;
    const found = serviceAt(host, namespace);
    const service = found === undefined ? undefined : this.graph.find('/Service', found.namespace, found.name);
    const pods = this.graph.podsOf(this.use.rollout);
    return service !== undefined && pods !== undefined && service.identity.namespace === namespace
      && this.graph.managerOf(namespace, service.identity.name) === undefined
      && selects(asLabels(field(service.manifest, 'spec', 'selector')), pods.labels);
  }

  private mentionsName(value: string): boolean {
    return [...this.names].some((name) => value.includes(name)) || this.mentionsService(value);
  }

  private mentionsService(value: string): boolean {
    const { service, wrongService } = this.subject;
    return [service, wrongService].some((name) => name !== undefined && value.includes(name));
  }
}
