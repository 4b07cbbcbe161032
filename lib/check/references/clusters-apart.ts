/** How to say that two objects are not in one cluster: in YAML, and in a program of constructs. */
export const APART = 'tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)';
