/**
 * What splits the traffic of rollouts, as far as the controller needs permissions of its own for it. The values are the
 * keys of `providerRBAC.providers` in the chart. (An Ingress of NGINX needs none: the controller may change it anyway.)
 */
export enum TrafficProvider {
  /** VirtualServices and DestinationRules of Istio. */
  ISTIO = 'istio',
  /** TrafficSplits of the Service Mesh Interface. */
  SMI = 'smi',
  /** Mappings of Ambassador. */
  AMBASSADOR = 'ambassador',
  /** Target groups of the AWS Load Balancer Controller. */
  AWS_LOAD_BALANCER_CONTROLLER = 'awsLoadBalancerController',
  /** VirtualRouters and VirtualNodes of AWS App Mesh. */
  AWS_APP_MESH = 'awsAppMesh',
  /** TraefikServices. */
  TRAEFIK = 'traefik',
  /** ApisixRoutes. */
  APISIX = 'apisix',
  /** HTTPProxies of Contour, by the plugin `argoproj-labs/contour`. */
  CONTOUR = 'contour',
  /** RouteTables of Gloo Platform, by the plugin `solo-io/glooplatform`. */
  GLOO_PLATFORM = 'glooPlatform',
  /** Routes of the Gateway API, by the plugin `argoproj-labs/gatewayAPI`. */
  GATEWAY_API = 'gatewayAPI',
}
