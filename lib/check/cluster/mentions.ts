import { perType } from '../../core/base';
import { isControlled, podMakerOf } from '../../core/kubernetes';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import type { FieldPath, RuleId } from '../../core/finding';
import { middlewareReferences } from '../../traefik/api/middlewares';
import {
  type Mention,
  type Naming,
  backend,
  child,
  clientAuthorities,
  defaultCertificate,
  httpTransport,
  middlewareOff,
  nameOnly,
  podWaits,
  reference,
  required,
  routerOff,
  serviceMiddlewares,
} from './naming';
import { placesOfEach } from './pattern-tree';
import { stringAt } from './walk';

const httpBackends = (...at: FieldPath): Naming[] => [
  { at, read: backend },
  { at, read: httpTransport },
  { at, read: serviceMiddlewares },
];

const children = (...at: FieldPath): Naming[] => [
  { at, read: child },
  { at, read: httpTransport },
  { at, read: serviceMiddlewares },
];

const secrets = (rule: RuleId, consequence: string, ...paths: FieldPath[]): Naming[] =>
  paths.map((at) => ({ at, read: nameOnly('Secret', consequence, rule) }));

const tls: Naming[] = [
  ...secrets('unknown-tls-secret', defaultCertificate, ['spec', 'tls', 'secretName']),
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
    'unfit-servers-transport',
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
      'unfit-servers-transport',
    ),
  },
];

/** Middlewares say themselves what they name. */
const middlewares: readonly Naming[] = middlewareReferences.flatMap(({ at, to }) => {
  const field = ['spec', ...at];
  if (to === 'service') return httpBackends(...field);
  const isAuth = ['basicAuth', 'digestAuth', 'forwardAuth'].includes(String(at[0]));
  return to === 'Secret'
    ? secrets(isAuth ? 'unfit-auth-secret' : 'unknown-secret', middlewareOff, field)
    : [{ at: field, read: reference('Middleware', routerOff) }];
});

/** What the pods of an object name. */
const pod = (at: FieldPath): Naming[] =>
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

/** Every place where an object of these kinds names another, by `apiVersion group/kind`; what makes pods names what they need. */
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
    ...children('spec', 'weighted', 'services', '*'),
    ...children('spec', 'highestRandomWeight', 'services', '*'),
    ...children('spec', 'mirroring'),
    ...children('spec', 'mirroring', 'mirrors', '*'),
    ...children('spec', 'failover', 'service'),
    ...children('spec', 'failover', 'fallback'),
  ],
  'traefik.io/Middleware': middlewares,
  'traefik.io/TLSOption': [{ at: ['spec', 'clientAuth'], read: clientAuthorities }],
  'traefik.io/TLSStore': secrets(
    'unknown-tls-secret',
    defaultCertificate,
    ['spec', 'defaultCertificate', 'secretName'],
    ['spec', 'certificates', '*', 'secretName'],
  ),
  'traefik.io/ServersTransport': transport('spec'),
  'traefik.io/ServersTransportTCP': transport('spec', 'tls'),
};

/**
 * Everything that an object refers to by name, in the order of its fields. Names may have a provider (`api@internal`,
 * `auth@file`): what those mean is outside of the cluster's objects. Of what a controller keeps up, its owner names all.
 */
export function mentionsOf(object: ApiObjectData): readonly Mention[] {
  const known = namingsOf(object);
  if (!known || isControlled(object)) return [];
  const own = object.metadata.namespace;
  const mentions: Mention[] = [];
  // A service names several things, in the order in which they are told.
  known.places(object).forEach((hits, number) => {
    for (const hit of hits) {
      for (const found of known.namings[number]?.read(hit, own) ?? []) {
        mentions.push({ ...found, crossNamespace: found.namespace !== own });
      }
    }
  });
  return mentions;
}

/** Where objects of a type name others; undefined where they do nowhere. */
const namingsOf = perType((type) => {
  const maker = podMakerOf(type);
  const namings = maker
    ? pod([...maker.template, 'spec'])
    : rules[`${groupOf(type.apiVersion)}/${type.kind}`];
  return namings && { namings, places: placesOfEach(namings.map(({ at }) => at)) };
});
