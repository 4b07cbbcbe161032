export * from './argo-rollouts-release';
export { HelmRelease } from './helm-release';
export * from './helm-release-options';
export * from './rollout-manifests-release';
export type { ITerraformResource } from './terraform-runtime';
