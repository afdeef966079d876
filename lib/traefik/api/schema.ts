import definitions from '../../../imports/traefik.io.schema.json';
import type { JsonSchema } from '../../core/schema';
import type { CustomResourceDefinitionSpec } from './crd';
import type { TraefikKind } from './kinds';

/** Traefik's CRDs as imports/ keeps them. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
export const traefikDefinitions = definitions as readonly CustomResourceDefinitionSpec[];

const specSchemas = new Map(
  traefikDefinitions.map((definition) => [definition.names.kind, specSchemaFrom(definition)]),
);

/** The schema that the CRD of a kind has for `spec`. */
export function specSchemaOf(kind: TraefikKind): JsonSchema {
  return specSchemas.get(kind) ?? {};
}

/** The schema that a CRD has for `spec`. */
export function specSchemaFrom({ versions }: CustomResourceDefinitionSpec): JsonSchema {
  const schema: JsonSchema = versions[0]?.schema.openAPIV3Schema ?? {};
  return schema.properties?.['spec'] ?? {};
}
