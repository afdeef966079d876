export { type ServedCertificate, servedCertificate } from './certificate';
export { type IdleAnnotation, type WrongAnnotations, idleAnnotations, wrongAnnotations } from './annotations';
export type { Fault } from './faults';
export { fixOf } from './hints';
export { type LeftOut, leftOutRoutes } from './left-out';
export { misplacedFields } from './misplaced';
export type { NearMiss } from './near-misses';
export {
  type Locate,
  type ObjectReference,
  type Scene,
  isReadAsNginx,
  objectOf,
  placeOf,
  routePath,
} from './scene';
export { type Step, namedObjects, stepsOf, withItems } from './steps';
export { type Why, whyOf } from './why';
