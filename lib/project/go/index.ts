export {
  type DescribedModule,
  type DescribedReplacement,
  type DescribedWorkspace,
  describedWorkspace,
} from './described';
export type { FoundFeature } from './features';
export { compareGoVersions } from './go-version';
export { readModFile, readWorkFile } from './mod-file';
export type { ModFault, ModFile, Reading, WorkFile } from './mod-types';
export { type GoMain, type GoModule, type GoWorkspace, importPath, readGoWorkspace } from './workspace';
export { type GoVariables, goEnvironmentProblems } from './environment';
export { type BuiltImage, type ImageLockEntries, type UnknownLine, builtImages } from './image-lock';
export {
  type GoPlugin,
  type PlacedPlugin,
  isPluginFolder,
  pluginChartValues,
  pluginOptionProblems,
  pluginSchema,
  readPlugin,
} from './plugin';
export { type ImageTool, imageFiles, imageTools } from './images';
