import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';

/** An id that is the index of an array. The graph of cdk8s keeps constructs by their paths, and JavaScript has such a key come first. */
const INDEX = /^\d+$/;

/** The charts of an app, in the order in which cdk8s writes them. Only where cdk8s has validated the tree. */
export function chartsOf(app: App): Chart[] {
  return inOrder(app).filter((construct) => construct instanceof Chart);
}

/**
 * The objects of a chart, without those of charts in it, in the order in which cdk8s writes them: what something depends on
 * comes before it. Only where cdk8s has validated the tree: before, it does not know all dependencies.
 */
export function chartObjects(chart: Chart): ApiObject[] {
  const isOwn = (construct: IConstruct): construct is ApiObject => construct instanceof ApiObject && construct.chart === chart;
  return inOrder(chart).filter(isOwn);
}

/** A tree in the order of its dependencies. The graph is costly, and without a dependency keeps that in which everything was made. */
function inOrder(top: IConstruct): IConstruct[] {
  const constructs = top.node.findAll();
  const isOrdered = constructs.every(({ node }) => node.dependencies.length === 0)
    && !(top.node.scope === undefined && top.node.children.some(({ node }) => INDEX.test(node.id)));
  return isOrdered ? constructs : new DependencyGraph(top.node).topology();
}
