import * as argoproj from '../../imports/argoproj.io';
import { IAnalysisSubject } from '../analysis/analysis';
import { AnalysisRun } from '../analysis/analysis-run';
import { requireItems } from '../model/require';
import { show, UsageError } from '../model/usage-error';
import { ITrafficRouter } from '../traffic/traffic-router';
import { CanaryStep } from './canary-step';

/** A step within its rollout: with its analysis, if it has one, bound to what it measures. */
interface PlannedStep {
  readonly step: CanaryStep;
  readonly run?: AnalysisRun;
}

/** The steps of one canary. */
export class CanaryPlan {
  /** The names of the routes that steps add, in order of precedence: the first one given comes first. */
  public readonly managedRoutes: readonly string[];

  private readonly steps: readonly PlannedStep[];

  /**
   * @throws if there is no step, weights do not increase, or the router cannot do what a step needs
   */
  public constructor(
    steps: readonly CanaryStep[],
    private readonly path: string,
    subjectFor: (hasPods: boolean) => IAnalysisSubject,
    router: ITrafficRouter | undefined,
  ) {
    requireItems(steps, { path, field: 'steps', fix: 'give at least one step, e.g. `CanarySteps.linear(25)`' });
    requireIncreasing(steps, path);
    requireAddedRoutes(steps, path);
    this.managedRoutes = [...new Set(steps.flatMap((step) => step._traits.managedRoute ?? []))];
    let hasPods = false;
    this.steps = steps.map((step, index) => {
      const { analyses, analysisOptions = {}, needs, weight = 0 } = step._traits;
      hasPods = step._traits.hasPods ?? (hasPods || weight > 0);
      if (router !== undefined && needs !== undefined && router.traits[needs] !== true) {
        const kind = needs === 'headerRoutes' ? 'header route' : 'mirror route';
        const fix = `use a router that offers them (\`traits.${needs}\`), or remove the step`;
        throw new UsageError({ path, field: `steps[${index}]`, value: step._traits.managedRoute, rule: `is a ${kind}, which the router does not offer`, fix });
      }
      return { step, run: analyses === undefined ? undefined : new AnalysisRun(analyses, subjectFor(hasPods), analysisOptions, `steps[${index}]`) };
    });
  }

  /** Throws where a step's route bears the name of another route: the controller deletes it when the update ends. */
  public requireFreeRouteNames(taken: readonly string[]): void {
    for (const name of this.managedRoutes.filter((route) => taken.includes(route))) {
      throw new UsageError({
        path: this.path,
        field: `steps (route ${name})`,
        rule: 'has the name of the route that splits the traffic, which would be deleted when the update ends',
        fix: 'give the route of the step another name',
      });
    }
  }

  /** What the analyses of a step contradict each other in. */
  public validate(): string[] {
    return this.steps.flatMap(({ run }) => run?.validate() ?? []);
  }

  public toKube(): argoproj.RolloutSpecStrategyCanarySteps[] {
    return this.steps.map(({ step, run }) => run === undefined ? step._toKube() : { analysis: run.toKube() });
  }
}

function requireIncreasing(steps: readonly CanaryStep[], path: string): void {
  let before: number | undefined;
  steps.forEach(({ _traits: { weight, allowDecrease = false } }, index) => {
    if (weight !== undefined && before !== undefined && weight <= before && !allowDecrease) {
      throw new UsageError({
        path,
        field: `steps[${index}].weight`,
        value: weight,
        rule: `does not increase on ${show(before)} before it`,
        fix: 'sort the steps, or say `allowDecrease: true`',
      });
    }
    before = weight ?? before;
  });
}

function requireAddedRoutes(steps: readonly CanaryStep[], path: string): void {
  const added = new Set<string>();
  steps.forEach(({ _traits: { managedRoute, removes = false } }, index) => {
    if (managedRoute !== undefined && removes && !added.has(managedRoute)) {
      throw new UsageError({
        path, field: `steps[${index}]`, value: managedRoute, rule: 'is removed, and no step before adds it', fix: 'name a route of a step before',
      });
    }
    if (managedRoute !== undefined) {
      added.add(managedRoute);
    }
  });
}
