export { type ComposeOptions, type ComposeReading, readCompose } from './compose';
export type { ComposeModel } from './project';
export type {
  ComposeConfig,
  ComposeNetwork,
  ComposeSecret,
  ComposeService,
  ComposeVolume,
} from './project-shape';
export { plainOf } from './tree';
