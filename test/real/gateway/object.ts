import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';

/** The namespaces in which sets live. */
export const namespaces = ['one', 'two'] as const;

/** The group of the Gateway API. */
export const gatewayApi = 'gateway.networking.k8s.io';

type Metadata = { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };

/** An object of Kubernetes; what is undefined is left out. */
export function object(apiVersion: string, kind: string, metadata: Metadata, rest: object): ApiObjectData {
  const made: unknown = JSON.parse(JSON.stringify({ apiVersion, kind, metadata, ...rest }));
  if (!isApiObject(made)) throw new Error('Not an object of Kubernetes.');
  return made;
}
