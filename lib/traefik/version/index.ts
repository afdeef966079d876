export { type Change, type ChangeName, type NamedChange, changeList } from './changes';
export { releaseOfChart } from './charts';
export { type CrdField, crdFields } from './fields';
export { type Concern, type Step, hasIt, steps, stepsBetween } from './steps';
export {
  type TraefikVersion,
  VersionError,
  changesBetween,
  compareVersions,
  isVersion,
  provenVersions,
  readVersion,
  unprovenNote,
} from './version';
