export { type ObjectIdentity, formatIdentity, groupOf, identityKey } from '../base';
export { type ApiObjectData, type ApiObjectMetadata, identityOf, isApiObject, objectKey } from './api-object';
export { canonicalInteger, canonicalKeys, canonicalObject, canonicalValue } from './canonical';
export { documentOf } from './document';
export { isClusterScoped } from './kinds';
export { isDnsLabel, isDnsSubdomain, wordsOfName } from './names';
export type { Maker, PlacedObject } from './placed-object';
export { serviceKey } from './service-key';
export {
  type ObjectsReading,
  type ReadDocument,
  type ReadObject,
  objectsIn,
  objectsOf,
  readObjects,
} from './read-objects';
