import definitions from '../../../imports/traefik.io.schema.json';
import type { JsonSchema } from '../../core/schema';
import type { CustomResourceDefinitionSpec } from './crd';

/** The apiVersion of all of Traefik's kinds. */
export const traefikApiVersion = 'traefik.io/v1alpha1';

/** The kinds of Traefik's CRDs. */
export const traefikKinds = [
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'Middleware',
  'MiddlewareTCP',
  'ServersTransport',
  'ServersTransportTCP',
  'TLSOption',
  'TLSStore',
  'TraefikService',
] as const;

/** A kind of Traefik's CRDs. */
export type TraefikKind = (typeof traefikKinds)[number];

const kinds: ReadonlySet<unknown> = new Set(traefikKinds);

/** Whether a kind is one of Traefik's CRDs. */
export function isTraefikKind(kind: unknown): kind is TraefikKind {
  return kinds.has(kind);
}

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
