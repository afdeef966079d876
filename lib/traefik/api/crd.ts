import type { ApiObjectData } from '../../core/manifest';
import type { JsonSchema } from '../../core/schema';

/**
 * The `spec` of a CustomResourceDefinition without its descriptions: the form in which `imports/*.schema.json` keeps
 * the CRDs. It is all that an API server needs of them.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export interface CustomResourceDefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string; readonly plural: string; readonly [name: string]: unknown };
  readonly scope: string;
  readonly versions: readonly CustomResourceDefinitionVersion[];
  readonly [field: string]: unknown;
}

/** One version of a CustomResourceDefinition. */
export interface CustomResourceDefinitionVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: JsonSchema };
  readonly [field: string]: unknown;
}

/** A CustomResourceDefinition object. */
export interface CustomResourceDefinition extends ApiObjectData {
  readonly spec: CustomResourceDefinitionSpec;
}

/** The CustomResourceDefinition objects, as `kubectl apply` takes them. */
export function crdsOf(specs: readonly CustomResourceDefinitionSpec[]): CustomResourceDefinition[] {
  return specs.map((spec) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${spec.names.plural}.${spec.group}` },
    spec,
  }));
}
