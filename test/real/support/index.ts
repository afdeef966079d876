export {
  type Backend,
  type BackendChoice,
  type BackendChoices,
  type CannedAnswer,
  type Seen,
} from './backends';
export { Box, type KeyPair } from './box';
export { type Answer, type GrpcAnswer, type RequestOptions } from './client';
export { type Applied, type Rejection } from './kube';
export { inParallel, until } from './parallel';
export { type RawData } from './rawdata';
export { Stage, type StageOptions } from './stage';
export { type StaticConfig } from './static-config';
export { type Stream } from './stream';
export { Traefik, type LogLine } from './traefik';
