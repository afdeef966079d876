import { isPlainMap, valueAt } from '../../core/base';
import { type ApiObjectData, groupOf } from '../../core/manifest';

/** Fields of an object that somebody else than its manifest decides in the cluster. */
export interface ForeignFields {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Pointers into the object, and paths of jq for what stands in lists. */
  readonly pointers: readonly string[];
  readonly jqPaths: readonly string[];
  /** Who decides them, for people: `HorizontalPodAutoscaler shop/httpbin`. */
  readonly owner: ApiObjectData;
}

/**
 * The fields that controllers decide, by what is among the objects: replicas that an autoscaler or a rollout sets, weights
 * of a rollout, and the authorities of webhooks that cert-manager fills in.
 */
export function foreignFields(objects: readonly ApiObjectData[]): readonly ForeignFields[] {
  return objects.flatMap((object) => [...scaled(object), ...shifted(object), ...injected(object)]);
}

const replicas = ['/spec/replicas'];

/** What scales another object, and the field that names that one. */
const scalers: readonly (readonly [group: string, kind: string, reference: string])[] = [
  ['autoscaling', 'HorizontalPodAutoscaler', 'scaleTargetRef'],
  ['keda.sh', 'ScaledObject', 'scaleTargetRef'],
  ['flagger.app', 'Canary', 'targetRef'],
  // A Rollout takes down the Deployment whose pods it takes over.
  ['argoproj.io', 'Rollout', 'workloadRef'],
];

function scaled(owner: ApiObjectData): readonly ForeignFields[] {
  const { apiVersion, kind, metadata } = owner;
  return scalers.flatMap(([group, ofKind, field]) => {
    if (kind !== ofKind || groupOf(apiVersion) !== group) return [];
    const reference = valueAt(owner, 'spec', field);
    const name = valueAt(reference, 'name');
    if (typeof name !== 'string') return [];
    const { apiVersion: version = 'apps/v1', kind: target = 'Deployment' } = isPlainMap(reference)
      ? reference
      : {};
    return [
      {
        group: groupOf(String(version)),
        kind: String(target),
        name,
        ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
        pointers: replicas,
        jqPaths: [],
        owner,
      },
    ];
  });
}

/** A Rollout keeps the shares of requests in a TraefikService, whose list is one value for who applies it. */
function shifted(owner: ApiObjectData): readonly ForeignFields[] {
  const { apiVersion, kind, metadata } = owner;
  if (kind !== 'Rollout' || groupOf(apiVersion) !== 'argoproj.io') return [];
  const name = valueAt(
    owner,
    'spec',
    'strategy',
    'canary',
    'trafficRouting',
    'traefik',
    'weightedTraefikServiceName',
  );
  if (typeof name !== 'string') return [];
  return [
    {
      group: 'traefik.io',
      kind: 'TraefikService',
      name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      pointers: [],
      jqPaths: ['.spec.weighted.services[]?.weight'],
      owner,
    },
  ];
}

/** The annotations by which cert-manager's injector takes an object for its own. */
const injectors = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
];

/** Where the injector writes, by kind. */
const bundles: Readonly<Record<string, Pick<ForeignFields, 'pointers' | 'jqPaths'>>> = {
  ValidatingWebhookConfiguration: { pointers: [], jqPaths: ['.webhooks[]?.clientConfig.caBundle'] },
  MutatingWebhookConfiguration: { pointers: [], jqPaths: ['.webhooks[]?.clientConfig.caBundle'] },
  APIService: { pointers: ['/spec/caBundle'], jqPaths: [] },
  CustomResourceDefinition: { pointers: ['/spec/conversion/webhook/clientConfig/caBundle'], jqPaths: [] },
};

function injected(owner: ApiObjectData): readonly ForeignFields[] {
  const { apiVersion, kind, metadata } = owner;
  const fields = Object.hasOwn(bundles, kind) ? bundles[kind] : undefined;
  if (!fields || !injectors.some((name) => metadata.annotations?.[name] !== undefined)) return [];
  return [{ group: groupOf(apiVersion), kind, name: metadata.name, ...fields, owner }];
}
