export {
  type ApiObjectData,
  type ApiObjectMetadata,
  type ObjectIdentity,
  formatIdentity,
  groupOf,
  identityKey,
  identityOf,
  isApiObject,
} from './api-object';
export { canonicalObject, canonicalValue, isPlainMap } from './canonical';
export { groupBy } from './group-by';
export { isClusterScoped } from './kinds';
export { isDnsLabel, isDnsSubdomain } from './names';
export { nearest } from './nearest';
export {
  type FieldPath,
  type Location,
  type Problem,
  ProblemError,
  type Severity,
  formatFieldPath,
  formatLocation,
  formatProblem,
  hasErrors,
} from './problem';
export {
  type JsonSchema,
  type JsonType,
  type SchemaFinding,
  type SchemaOptions,
  type SchemaRule,
  validateSchema,
} from './schema';
export { isKnownStatus } from './status-codes';
export { cipherSuites, clientAuthTypes, curves, tlsVersions } from './tls-words';
export { type ParseYamlOptions, type YamlDocument, type YamlReading, parseYaml } from './yaml-read';
export type { YamlDialect } from './yaml-scalar';
export { type ObjectsReading, type ReadObject, objectsOf, readObjects } from './read-objects';
export { readText, unreadable } from './read-text';
export { stringifyYaml, stringifyYamlValue } from './yaml-write';
