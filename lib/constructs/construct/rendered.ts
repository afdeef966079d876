import type { ApiObject } from 'cdk8s';

/**
 * The spec of an object as it will be applied, all patches made. None where cdk8s cannot render the object: who
 * renders it tells that, and a check has nothing to look at.
 */
export function renderedSpec(object: ApiObject): { readonly spec: unknown } | undefined {
  try {
    const { spec }: { readonly spec?: unknown } = object.toJson();
    return { spec };
  } catch {
    return undefined;
  }
}
