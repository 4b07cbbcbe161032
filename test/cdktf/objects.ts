import { ApiObject, Chart } from 'cdk8s';

/** An object that no rule is about. */
export function configMap(chart: Chart, name: string, data: Record<string, string> = {}): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}
