import { type ApiObjectData, groupOf } from '../../core/manifest';
import type { FieldPath } from '../../core/finding';
import { valueAt } from '../../core/base';
import { middlewareReferences } from '../../traefik/api/middlewares';
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
}

/** Where a kind of object names others. */
interface Naming {
  readonly at: FieldPath;
  readonly read: (place: Hit, own: string | undefined) => Found[];
}

/** A reference, and where it stands below the place that was read. */
interface Found extends Omit<Mention, 'field' | 'crossNamespace'> {
  readonly below?: FieldPath;
}

const routerOff =
  'Traefik disables the router: its requests go to routers of lower priority, past the middlewares of this one, or get 404.';
const routeDropped = 'Traefik drops the route and only logs it: its requests go to other routes or get 404.';
const middlewareOff = 'Traefik does not make the middleware, and each router that uses it is disabled.';
const podWaits = 'Kubernetes keeps the pods waiting with CreateContainerConfigError or FailedMount.';
const defaultCertificate =
  'Traefik serves its self-signed default certificate in its place and only logs it.';

const reference =
  (kind: MentionedKind, consequence: string): Naming['read'] =>
  ({ value }, own) => {
    const name = stringAt(value, 'name');
    const key = stringAt(value, 'key');
    return name === undefined
      ? []
      : [
          {
            kind,
            namespace: stringAt(value, 'namespace') ?? own,
            name,
            consequence,
            ...(key !== undefined && { key }),
          },
        ];
  };

const nameOnly =
  (kind: MentionedKind, consequence: string): Naming['read'] =>
  ({ value }, own) =>
    typeof value === 'string' && value !== '' ? [{ kind, namespace: own, name: value, consequence }] : [];

/** Optional references of pods may point to nothing: the pod starts without them. */
const required =
  (read: Naming['read']): Naming['read'] =>
  (place, own) =>
    valueAt(place.value, 'optional') === true ? [] : read(place, own);

const backend: Naming['read'] = ({ value }, own) => {
  const name = stringAt(value, 'name');
  if (name === undefined) return [];
  const namespace = stringAt(value, 'namespace') ?? own;
  if (stringAt(value, 'kind') === 'TraefikService') {
    return [{ kind: 'TraefikService', namespace, name, consequence: routerOff }];
  }
  const port = valueAt(value, 'port');
  const written = typeof port === 'string' || typeof port === 'number' ? { port } : {};
  return [{ kind: 'Service', namespace, name, consequence: routeDropped, ...written }];
};

/** HTTP looks a transport up in the namespace of the service that names it. */
const httpTransport: Naming['read'] = ({ value }, own) => {
  const name = stringAt(value, 'serversTransport');
  const namespace = stringAt(value, 'namespace') ?? own;
  return name === undefined ? [] : [{ kind: 'ServersTransport', namespace, name, consequence: routerOff }];
};

/** The same goes for the middlewares of a service. */
const serviceMiddlewares: Naming['read'] = ({ value }, own) => {
  const namespace = stringAt(value, 'namespace') ?? own;
  return placesAt(value, ['middlewares', '*']).flatMap((place) =>
    reference('Middleware', routerOff)(place, namespace).map((found) => ({ ...found, below: place.path })),
  );
};

const httpBackends = (...at: FieldPath): Naming[] => [
  { at, read: backend },
  { at, read: httpTransport },
  { at, read: serviceMiddlewares },
];

const secrets = (consequence: string, ...paths: FieldPath[]): Naming[] =>
  paths.map((at) => ({ at, read: nameOnly('Secret', consequence) }));

const tls: Naming[] = [
  ...secrets(defaultCertificate, ['spec', 'tls', 'secretName']),
  {
    at: ['spec', 'tls', 'options'],
    // The name default means Traefik's built-in options where no object defines them.
    read: ({ path, value }, own) =>
      stringAt(value, 'name') === 'default'
        ? []
        : reference('TLSOption', `${routerOff} TLS connections for its hosts are closed.`)(
            { path, value },
            own,
          ),
  },
];

const transport = (...at: FieldPath): Naming[] => [
  ...secrets(
    'Traefik leaves it out of the transport and only logs it: TLS to the servers fails.',
    [...at, 'rootCAsSecrets', '*'],
    [...at, 'certificatesSecrets', '*'],
    [...at, 'rootCAs', '*', 'secret'],
  ),
  {
    at: [...at, 'rootCAs', '*', 'configMap'],
    read: nameOnly(
      'ConfigMap',
      'Traefik leaves it out of the transport and only logs it: TLS to the servers fails.',
    ),
  },
];

/** Middlewares say themselves what they name. */
const middlewares: readonly Naming[] = middlewareReferences.flatMap(({ at, to }) => {
  const field = ['spec', ...at];
  if (to === 'service') return httpBackends(...field);
  return to === 'Secret'
    ? secrets(middlewareOff, field)
    : [{ at: field, read: reference('Middleware', routerOff) }];
});

const pod = (...at: FieldPath): Naming[] =>
  ['containers', 'initContainers']
    .map((containers): FieldPath => [...at, containers, '*'])
    .flatMap((container) => [
      {
        at: [...container, 'env', '*', 'valueFrom', 'secretKeyRef'],
        read: required(reference('Secret', podWaits)),
      },
      {
        at: [...container, 'env', '*', 'valueFrom', 'configMapKeyRef'],
        read: required(reference('ConfigMap', podWaits)),
      },
      { at: [...container, 'envFrom', '*', 'secretRef'], read: required(reference('Secret', podWaits)) },
      {
        at: [...container, 'envFrom', '*', 'configMapRef'],
        read: required(reference('ConfigMap', podWaits)),
      },
    ])
    .concat([
      {
        at: [...at, 'volumes', '*', 'secret'],
        read: required((place, own) =>
          nameOnly('Secret', podWaits)({ path: place.path, value: stringAt(place.value, 'secretName') }, own),
        ),
      },
      { at: [...at, 'volumes', '*', 'configMap'], read: required(reference('ConfigMap', podWaits)) },
      {
        at: [...at, 'volumes', '*', 'projected', 'sources', '*', 'secret'],
        read: required(reference('Secret', podWaits)),
      },
      {
        at: [...at, 'volumes', '*', 'projected', 'sources', '*', 'configMap'],
        read: required(reference('ConfigMap', podWaits)),
      },
    ]);

/** Every place where an object of these kinds names another, by `apiVersion group/kind`. */
const rules: Readonly<Record<string, readonly Naming[]>> = {
  'traefik.io/IngressRoute': [
    { at: ['spec', 'routes', '*', 'middlewares', '*'], read: reference('Middleware', routerOff) },
    ...httpBackends('spec', 'routes', '*', 'services', '*'),
    {
      at: ['spec', 'parentRefs', '*'],
      read: reference('IngressRoute', 'Traefik skips the whole IngressRoute and only logs it.'),
    },
    ...tls,
  ],
  'traefik.io/IngressRouteTCP': [
    { at: ['spec', 'routes', '*', 'middlewares', '*'], read: reference('MiddlewareTCP', routerOff) },
    { at: ['spec', 'routes', '*', 'services', '*'], read: backend },
    {
      at: ['spec', 'routes', '*', 'services', '*', 'serversTransport'],
      read: nameOnly('ServersTransportTCP', routerOff),
    },
    ...tls,
  ],
  'traefik.io/IngressRouteUDP': [{ at: ['spec', 'routes', '*', 'services', '*'], read: backend }],
  'traefik.io/TraefikService': [
    ...httpBackends('spec', 'weighted', 'services', '*'),
    ...httpBackends('spec', 'highestRandomWeight', 'services', '*'),
    ...httpBackends('spec', 'mirroring'),
    ...httpBackends('spec', 'mirroring', 'mirrors', '*'),
    ...httpBackends('spec', 'failover', 'service'),
    ...httpBackends('spec', 'failover', 'fallback'),
  ],
  'traefik.io/Middleware': middlewares,
  'traefik.io/TLSOption': secrets(
    'Traefik cannot verify client certificates: it closes TLS for the hosts, or, without clientAuthType, asks for none.',
    ['spec', 'clientAuth', 'secretNames', '*'],
  ),
  'traefik.io/TLSStore': secrets(
    defaultCertificate,
    ['spec', 'defaultCertificate', 'secretName'],
    ['spec', 'certificates', '*', 'secretName'],
  ),
  'traefik.io/ServersTransport': transport('spec'),
  'traefik.io/ServersTransportTCP': transport('spec', 'tls'),
  'apps/Deployment': pod('spec', 'template', 'spec'),
  'apps/StatefulSet': pod('spec', 'template', 'spec'),
  'apps/DaemonSet': pod('spec', 'template', 'spec'),
  'batch/Job': pod('spec', 'template', 'spec'),
  'batch/CronJob': pod('spec', 'jobTemplate', 'spec', 'template', 'spec'),
};

/**
 * Everything that an object refers to by name, in the order of its fields. Names with a provider
 * (`api@internal`, `auth@file`) are left out: what they mean is outside of the cluster's objects.
 */
export function mentionsOf(object: ApiObjectData): Mention[] {
  return allMentionsOf(object).filter(({ name }) => !name.includes('@'));
}

/** What an object refers to by names with a provider (`api@internal`, `auth@file`). */
export function providerMentionsOf(object: ApiObjectData): Mention[] {
  return allMentionsOf(object).filter(({ name }) => name.includes('@'));
}

function allMentionsOf(object: ApiObjectData): Mention[] {
  const own = object.metadata.namespace;
  return (rules[`${groupOf(object.apiVersion)}/${object.kind}`] ?? []).flatMap(({ at, read }) =>
    placesAt(object, at).flatMap((place) =>
      read(place, own).map(({ below = [], ...found }) => ({
        ...found,
        field: [...place.path, ...below],
        crossNamespace: found.namespace !== own,
      })),
    ),
  );
}
