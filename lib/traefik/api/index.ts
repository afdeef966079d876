export { validateSpec } from './check';
export type { CustomResourceDefinitionSpec } from './crd';
export {
  type TraefikKind,
  specSchemaFrom,
  specSchemaOf,
  traefikApiVersion,
  traefikDefinitions,
} from './schema';
export * from './spec';
export { isKnownStatus } from './read';
export { cipherSuites, clientAuthTypes, curves, tlsVersions } from './tls-words';
