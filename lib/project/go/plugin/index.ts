export { type PlacedPlugin, pluginChartValues } from './chart-values';
export { type PluginManifest, manifestName } from './manifest';
export {
  type GoPlugin,
  type PluginReading,
  isPluginFolder,
  looksLikePlugin,
  pluginOptionProblems,
  readPlugin,
} from './plugin';
export { pluginSchema } from './schema';
