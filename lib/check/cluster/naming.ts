import type { FieldPath, RuleId } from '../../core/finding';
import { valueAt } from '../../core/base';
import { type Hit, placesAt, stringAt } from './walk';

/** Kinds of objects that others mention. */
export type MentionedKind =
  | 'Service'
  | 'TraefikService'
  | 'Middleware'
  | 'MiddlewareTCP'
  | 'TLSOption'
  | 'ServersTransport'
  | 'ServersTransportTCP'
  | 'Secret'
  | 'ConfigMap'
  | 'IngressRoute';

/** One object's mention of another. */
export interface Mention {
  readonly field: FieldPath;
  readonly kind: MentionedKind;
  /** Namespace in which the name is looked up. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** Port of a Service as it is written: a number matches `port`, a string matches `name`. */
  readonly port?: string | number;
  /** The entry of a Secret or ConfigMap that is wanted. */
  readonly key?: string;
  /** Whether the reference leaves the namespace of the object that holds it. */
  readonly crossNamespace: boolean;
  /** What happens when there is no such object. */
  readonly consequence: string;
  /** The rule that tells that there is none. @default that of the kind */
  readonly rule?: RuleId;
}

/** Where a kind of object names others. */
export interface Naming {
  readonly at: FieldPath;
  readonly read: (place: Hit, own: string | undefined) => Found[];
}

type Found = Omit<Mention, 'crossNamespace'>;

export const routerOff =
  'Traefik disables the router: its requests go to routers of lower priority, past the middlewares of this one, or get 404.';
const routeDropped = 'Traefik drops the route and only logs it: its requests go to other routes or get 404.';
const childMissing = 'Traefik leaves out the whole TraefikService, and disables every router that uses it.';
export const middlewareOff =
  'Traefik does not make the middleware, and each router that uses it is disabled.';
export const podWaits = 'Kubernetes keeps the pods waiting with CreateContainerConfigError or FailedMount.';
export const defaultCertificate =
  'Traefik serves its self-signed default certificate in its place and only logs it.';

export const reference =
  (kind: MentionedKind, consequence: string): Naming['read'] =>
  ({ path, value }, own) => {
    const name = stringAt(value, 'name');
    const key = stringAt(value, 'key');
    return name === undefined
      ? []
      : [
          {
            field: path,
            kind,
            namespace: stringAt(value, 'namespace') ?? own,
            name,
            consequence,
            ...(key !== undefined && { key }),
          },
        ];
  };

export const nameOnly =
  (kind: MentionedKind, consequence: string, rule?: RuleId): Naming['read'] =>
  ({ path, value }, own) =>
    typeof value === 'string' && value !== ''
      ? [{ field: path, kind, namespace: own, name: value, consequence, ...(rule && { rule }) }]
      : [];

/** Optional references of pods may point to nothing: the pod starts without them. */
export const required =
  (read: Naming['read']): Naming['read'] =>
  (place, own) =>
    valueAt(place.value, 'optional') === true ? [] : read(place, own);

export const backend: Naming['read'] = ({ path, value }, own) => {
  const name = stringAt(value, 'name');
  if (name === undefined) return [];
  const namespace = stringAt(value, 'namespace') ?? own;
  if (stringAt(value, 'kind') === 'TraefikService') {
    return [{ field: path, kind: 'TraefikService', namespace, name, consequence: routerOff }];
  }
  const port = valueAt(value, 'port');
  const written = typeof port === 'string' || typeof port === 'number' ? { port } : {};
  return [{ field: path, kind: 'Service', namespace, name, consequence: routeDropped, ...written }];
};

/** A Service that is missing takes the whole TraefikService with it. */
export const child: Naming['read'] = (place, own) =>
  backend(place, own).map((found) =>
    found.kind === 'Service' ? { ...found, rule: 'unknown-child', consequence: childMissing } : found,
  );

/** HTTP looks a transport up in the namespace of the service that names it. */
export const httpTransport: Naming['read'] = ({ path, value }, own) => {
  const name = stringAt(value, 'serversTransport');
  const namespace = stringAt(value, 'namespace') ?? own;
  return name === undefined
    ? []
    : [{ field: path, kind: 'ServersTransport', namespace, name, consequence: routerOff }];
};

/** The same goes for the middlewares of a service. */
export const serviceMiddlewares: Naming['read'] = ({ path, value }, own) => {
  const namespace = stringAt(value, 'namespace') ?? own;
  return placesAt(value, ['middlewares', '*']).flatMap((place) =>
    reference('Middleware', routerOff)(below(path, place), namespace),
  );
};

/** The authorities of client certificates: without a type, nobody is asked for one while they are missing. */
export const clientAuthorities: Naming['read'] = ({ path, value }, own) => {
  const isOptional = valueAt(value, 'clientAuthType') === undefined;
  const read = isOptional
    ? nameOnly(
        'Secret',
        'Traefik asks clients for no certificate and lets everybody in.',
        'optional-client-auth',
      )
    : nameOnly(
        'Secret',
        'Traefik cannot verify client certificates: it disables the routers and closes TLS for their hosts.',
        'unbuildable-tls-option',
      );
  return placesAt(value, ['secretNames', '*']).flatMap((place) => read(below(path, place), own));
};

function below(above: FieldPath, { path, value }: Hit): Hit {
  return { path: [...above, ...path], value };
}
