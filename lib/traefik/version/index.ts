export { type Change, type ChangeName, type NamedChange, changeList } from './changes';
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
