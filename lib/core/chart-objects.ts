import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * The objects of a chart, without those of charts in it, in the order in which cdk8s writes them: what something depends on
 * comes before it. Only where cdk8s has validated the tree: before, it does not know all dependencies.
 */
export function chartObjects(chart: Chart): ApiObject[] {
  const isOwn = (construct: IConstruct): construct is ApiObject => construct instanceof ApiObject && construct.chart === chart;
  const constructs = chart.node.findAll();
  // The graph is costly, and without a dependency keeps the order in which everything was made.
  const isOrdered = constructs.every(({ node }) => node.dependencies.length === 0);
  return (isOrdered ? constructs : new DependencyGraph(chart.node).topology()).filter(isOwn);
}
