import type { ApiObjectData } from '../../../lib/core/manifest';
import type { StaticConfig } from '../support';
import type { AuthServers } from './auth-servers';
import type { Observed } from './compare';
import type { RandomRequest } from './rules';
import type { ObservedStream, RandomStream } from './streams';

/** A set with what the real Traefik made of it: it can be compared again without one. */
export interface Recording {
  readonly seed: number;
  /** The release that was asked. @default 3.7.9 */
  readonly version?: string;
  readonly traefik: StaticConfig;
  readonly auth?: AuthServers;
  readonly objects: readonly ApiObjectData[];
  readonly rawdata: Readonly<Record<string, unknown>>;
  readonly requests: readonly { readonly request: RandomRequest; readonly observed: Observed | null }[];
  readonly streams?: readonly { readonly stream: RandomStream; readonly observed: ObservedStream | null }[];
}

/** An object without what the API server writes into it for itself. */
export function reducedObject(object: ApiObjectData): ApiObjectData {
  const { name, namespace, labels, annotations } = object.metadata;
  return {
    ...object,
    ...withoutKey(object),
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(labels && { labels }),
      ...(annotations && { annotations }),
    },
  };
}

/** Private keys have no place in a repository; that there is one is all that Traefik's provider asks. */
function withoutKey({ data }: ApiObjectData): { readonly data?: object } {
  if (typeof data !== 'object' || data === null || !('tls.key' in data)) return {};
  return { data: { ...data, 'tls.key': Buffer.from('left out').toString('base64') } };
}

/** An answer with what is compared of it. */
export function reducedAnswer(observed: NonNullable<Observed>): NonNullable<Observed> {
  const { status, headers, router, service, serviceUrl, seen } = observed;
  return { status, headers, router, service, serviceUrl, seen };
}
