import { groupBy, oncePer, perType, valueAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { podMakerOf } from '../../core/kubernetes';
import { type ApiObjectData, type PlacedObject, groupOf, isClusterScoped } from '../../core/manifest';
import { elementName, nginxPrefix } from '../../traefik/model';
import type { Inventory } from './inventory';
import { type Link, type PlacedLink, isHolder } from './link';
import { selectionsOf } from './selections';
import { type Hit, placesAt, stringAt } from './walk';
import { writtenSecret } from './written-secrets';

/** Where a kind of object names others, and what it says there. */
interface Row {
  readonly at: FieldPath;
  readonly read: (value: unknown) => Target | undefined;
}

type Target = Pick<Link, 'group' | 'kind' | 'port'> & { readonly name: string | undefined };

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A name that stands there by itself. */
const named =
  (kind: string, group = ''): Row['read'] =>
  (value) => ({ group, kind, name: text(value) });

/** A reference that says its own kind. */
const typed =
  (kind: string, group: string): Row['read'] =>
  (value) => ({
    group: stringAt(value, 'apiGroup') ?? stringAt(value, 'group') ?? versioned(value) ?? group,
    kind: stringAt(value, 'kind') ?? kind,
    name: stringAt(value, 'name'),
  });

function versioned(value: unknown): string | undefined {
  const version = stringAt(value, 'apiVersion');
  return version === undefined ? undefined : groupOf(version);
}

const ingressBackend: Row['read'] = (value) => {
  const port = valueAt(value, 'port', 'number') ?? valueAt(value, 'port', 'name');
  return {
    group: '',
    kind: 'Service',
    name: stringAt(value, 'name'),
    ...((typeof port === 'number' || typeof port === 'string') && { port }),
  };
};

/** What the pods of an object name. */
const pod = (at: FieldPath): readonly Row[] => [
  { at: [...at, 'serviceAccountName'], read: named('ServiceAccount') },
  { at: [...at, 'imagePullSecrets', '*', 'name'], read: named('Secret') },
  {
    at: [...at, 'volumes', '*', 'persistentVolumeClaim', 'claimName'],
    read: named('PersistentVolumeClaim'),
  },
];

const binding: readonly Row[] = [
  { at: ['roleRef'], read: typed('Role', 'rbac.authorization.k8s.io') },
  { at: ['subjects', '*'], read: typed('ServiceAccount', '') },
];

const gatewayApi = 'gateway.networking.k8s.io';

const gatewayBackend: Row['read'] = (value) => {
  const target = typed('Service', '')(value);
  const port = valueAt(value, 'port');
  return target && { ...target, ...(typeof port === 'number' && { port }) };
};

const gatewayFilters = (...at: FieldPath): readonly Row[] => [
  { at: [...at, 'filters', '*', 'extensionRef'], read: typed('Middleware', 'traefik.io') },
  { at: [...at, 'filters', '*', 'requestMirror', 'backendRef'], read: gatewayBackend },
];

const gatewayRoute: readonly Row[] = [
  { at: ['spec', 'parentRefs', '*'], read: typed('Gateway', gatewayApi) },
  ...gatewayFilters('spec', 'rules', '*'),
  { at: ['spec', 'rules', '*', 'backendRefs', '*'], read: gatewayBackend },
  ...gatewayFilters('spec', 'rules', '*', 'backendRefs', '*'),
];

const rows: Readonly<Record<string, readonly Row[]>> = {
  [`${gatewayApi}/Gateway`]: [
    { at: ['spec', 'gatewayClassName'], read: named('GatewayClass', gatewayApi) },
    { at: ['spec', 'listeners', '*', 'tls', 'certificateRefs', '*'], read: typed('Secret', '') },
  ],
  [`${gatewayApi}/HTTPRoute`]: gatewayRoute,
  [`${gatewayApi}/GRPCRoute`]: gatewayRoute,
  [`${gatewayApi}/TLSRoute`]: gatewayRoute,
  [`${gatewayApi}/TCPRoute`]: gatewayRoute,
  [`${gatewayApi}/ReferenceGrant`]: [{ at: ['spec', 'to', '*'], read: typed('Service', '') }],
  [`${gatewayApi}/BackendTLSPolicy`]: [
    { at: ['spec', 'targetRefs', '*'], read: typed('Service', '') },
    { at: ['spec', 'validation', 'caCertificateRefs', '*'], read: typed('ConfigMap', '') },
  ],
  'networking.k8s.io/Ingress': [
    { at: ['spec', 'ingressClassName'], read: named('IngressClass', 'networking.k8s.io') },
    { at: ['spec', 'defaultBackend', 'service'], read: ingressBackend },
    { at: ['spec', 'rules', '*', 'http', 'paths', '*', 'backend', 'service'], read: ingressBackend },
    { at: ['spec', 'tls', '*', 'secretName'], read: named('Secret') },
  ],
  'autoscaling/HorizontalPodAutoscaler': [
    { at: ['spec', 'scaleTargetRef'], read: typed('Deployment', 'apps') },
  ],
  'cert-manager.io/Certificate': [{ at: ['spec', 'issuerRef'], read: typed('Issuer', 'cert-manager.io') }],
  'discovery.k8s.io/EndpointSlice': [
    { at: ['metadata', 'labels', 'kubernetes.io/service-name'], read: named('Service') },
  ],
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
};

/** Where objects of a type name others; what makes pods names what they need. */
const rowsOf = perType((type): readonly Row[] => {
  const maker = podMakerOf(type);
  return maker ? pod([...maker.template, 'spec']) : (rows[`${groupOf(type.apiVersion)}/${type.kind}`] ?? []);
});

/** Annotations in which Traefik's providers look for names that it made itself, by what they name. */
const annotations: ReadonlyMap<string, string> = new Map([
  ['router.middlewares', 'Middleware'],
  ['router.tls.options', 'TLSOption'],
  ['service.middlewares', 'Middleware'],
  ['service.serverstransport', 'ServersTransport'],
]);

const prefix = 'traefik.ingress.kubernetes.io/';

/** Annotations of ingress-nginx that name a Secret or ConfigMap as `name` or `namespace/name`, by what they name. */
const nginxAnnotations: ReadonlyMap<string, string> = new Map([
  ['auth-secret', 'Secret'],
  ['auth-tls-secret', 'Secret'],
  ['proxy-ssl-secret', 'Secret'],
  ['custom-headers', 'ConfigMap'],
]);

type Find = (kind: string, name: string) => PlacedObject | undefined;

/** Everything that ties the objects of a cluster to one another and is no mention. */
export const linksOf = oncePer(findLinks);

function findLinks({ objects, providerMentions, facts }: Inventory): readonly PlacedLink[] {
  const mentions = groupBy(providerMentions, ({ placed }) => placed);
  const select = selectionsOf(objects);
  const made = new Map(
    objects
      .filter(({ object }) => groupOf(object.apiVersion) === 'traefik.io')
      .map((placed) => {
        const { kind, metadata } = placed.object;
        const element = elementName(
          metadata.namespace ?? 'default',
          metadata.name,
          facts.traefik?.safeNaming,
        );
        return [`${kind} ${element}`, placed] as const;
      }),
  );
  const find: Find = (kind, name) => made.get(`${kind} ${name}`);
  return objects.flatMap((placed) =>
    [
      ...ownLinksOf(placed.object),
      ...annotated(placed.object, find),
      ...annotatedForNginx(placed.object),
      ...(mentions.get(placed) ?? []).map(({ mention: { field, kind, name } }) =>
        byElement(find, field, kind, name),
      ),
      ...select(placed.object),
    ].map((link) => ({ placed, link })),
  );
}

/** The links of an object to Secrets and ConfigMaps: none of them depends on the other objects. */
export const holdersOf = oncePer((object: ApiObjectData): readonly Link[] =>
  [...ownLinksOf(object), ...annotatedForNginx(object)].filter(isHolder),
);

/** What an object says by itself, whatever the others are. */
const ownLinksOf = oncePer((object: ApiObjectData): readonly Link[] => [
  ...namedBy(object),
  ...writtenFor(object),
]);

function namedBy(object: ApiObjectData): readonly Link[] {
  return rowsOf(object).flatMap(({ at, read }) =>
    placesAt(object, at).flatMap(({ path, value }: Hit) => {
      const { name, ...target } = read(value) ?? { name: undefined };
      if (name === undefined || !('kind' in target)) return [];
      const isWide = isClusterScoped(`${target.group}/v1`, target.kind);
      const namespace = isWide ? undefined : (stringAt(value, 'namespace') ?? object.metadata.namespace);
      return [{ ...target, field: path, namespace, name }];
    }),
  );
}

function writtenFor(object: ApiObjectData): readonly Link[] {
  const name = writtenSecret(object);
  if (name === undefined) return [];
  return [
    {
      field: object.kind === 'Certificate' ? ['spec', 'secretName'] : ['metadata', 'name'],
      group: '',
      kind: 'Secret',
      namespace: object.metadata.namespace,
      name,
      makes: true,
    },
  ];
}

function annotated({ kind: own, metadata }: ApiObjectData, find: Find): readonly Link[] {
  if (own !== 'Ingress' && own !== 'Service') return [];
  return Object.entries(metadata.annotations ?? {}).flatMap(([key, value]) => {
    const kind = key.startsWith(prefix) ? annotations.get(key.slice(prefix.length).toLowerCase()) : undefined;
    if (kind === undefined || typeof value !== 'string') return [];
    const names = value.split(',').map((name) => name.trim());
    return names
      .filter((name) => name !== '')
      .map((name) => byElement(find, ['metadata', 'annotations', key], kind, name));
  });
}

function annotatedForNginx({ kind: own, metadata }: ApiObjectData): readonly Link[] {
  if (own !== 'Ingress') return [];
  return Array.from(nginxAnnotations).flatMap(([annotation, kind]) => {
    const key = nginxPrefix + annotation;
    const written = metadata.annotations?.[key];
    if (typeof written !== 'string') return [];
    const [name = '', namespace = metadata.namespace, ...others] = written.split('/').toReversed();
    if (name === '' || namespace === '' || others.length > 0) return [];
    return [{ field: ['metadata', 'annotations', key], group: '', kind, namespace, name }];
  });
}

/** What `shop-login@kubernetescrd` means; the name as it stands where no object makes it. */
function byElement(find: Find, field: FieldPath, kind: string, name: string): Link {
  const found = find(kind, name)?.object.metadata;
  return { field, group: 'traefik.io', kind, namespace: found?.namespace, name: found?.name ?? name };
}
