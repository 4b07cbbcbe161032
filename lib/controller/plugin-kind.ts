/** The lists of plugins in the chart. */
export type PluginKind = 'trafficRouterPlugins' | 'metricProviderPlugins' | 'stepPlugins';
