import { asList, own } from '../../../../core/base';
import type { Cluster, ClusterObject } from '../cluster';
import { integer, text, textOr } from '../read';
import { gatewayGroup, readVersions } from './versions';

/** A kind of route that the provider reads. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

/** What a route wants to be attached to. */
export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  /** Undefined where it is that of the route. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The listener; any where it is empty. */
  readonly sectionName: string;
  readonly port: number | undefined;
}

/** A backend as a rule names it. */
export interface BackendRef {
  /** `core` for Kubernetes' own kinds. */
  readonly group: string;
  readonly kind: string;
  /** Empty where it is that of the route. */
  readonly namespace: string;
  readonly name: string;
  /** 0 where none is named. */
  readonly port: number;
  readonly weight: number;
  readonly filters: readonly unknown[];
}

/** One rule of a route. */
export interface RouteRule {
  readonly matches: readonly unknown[];
  readonly filters: readonly unknown[];
  readonly backendRefs: readonly BackendRef[];
}

/** A route with the defaults that the API server fills in. */
export interface GatewayRoute {
  readonly object: ClusterObject;
  readonly kind: RouteKind;
  readonly parentRefs: readonly ParentRef[];
  readonly hostnames: readonly string[];
  readonly rules: readonly RouteRule[];
}

/** All objects of a kind of the Gateway API. */
export function listOf(cluster: Cluster, kind: string): readonly ClusterObject[] {
  return (readVersions[kind] ?? []).flatMap((version) => cluster.list(`${gatewayGroup}/${version}`, kind));
}

/** An object of a kind of the Gateway API; undefined for other kinds. */
export function gatewayObject(
  cluster: Cluster,
  kind: string,
  namespace: string,
  name: string,
): ClusterObject | undefined {
  return readVersions[kind]
    ?.map((version) => cluster.get(`${gatewayGroup}/${version}`, kind, namespace, name))
    .find(Boolean);
}

/** Reads a route as the API server hands it over. */
export function readRoute(object: ClusterObject, kind: RouteKind): GatewayRoute {
  const spec = own(object.value, 'spec');
  const rules = own(spec, 'rules');
  const isHttp = kind === 'HTTPRoute';
  return {
    object,
    kind,
    parentRefs: asList(own(spec, 'parentRefs')).map(readParentRef),
    hostnames: asList(own(spec, 'hostnames')).map(text),
    rules: asList(rules ?? (isHttp ? [{}] : [])).map((rule) => ({
      matches: asList(own(rule, 'matches') ?? (isHttp ? [{}] : [])),
      filters: asList(own(rule, 'filters')),
      backendRefs: asList(own(rule, 'backendRefs')).map(readBackendRef),
    })),
  };
}

function readParentRef(value: unknown): ParentRef {
  const port = own(value, 'port');
  const namespace = own(value, 'namespace');
  return {
    group: textOr(own(value, 'group'), gatewayGroup),
    kind: textOr(own(value, 'kind'), 'Gateway'),
    namespace: typeof namespace === 'string' ? namespace : undefined,
    name: text(own(value, 'name')),
    sectionName: text(own(value, 'sectionName')),
    port: typeof port === 'number' ? port : undefined,
  };
}

function readBackendRef(value: unknown): BackendRef {
  const weight = own(value, 'weight');
  return {
    group: text(own(value, 'group')) || 'core',
    kind: textOr(own(value, 'kind'), 'Service'),
    namespace: text(own(value, 'namespace')),
    name: text(own(value, 'name')),
    port: integer(own(value, 'port')),
    weight: typeof weight === 'number' ? weight : 1,
    filters: asList(own(value, 'filters')),
  };
}
