import { type ObjectType, groupBy, oncePer, own } from '../../../core/base';
import { type KindsOfVersions, type Refusal, refusals } from '../../../core/kubernetes/kinds';
import { traefikApiVersion, traefikKinds } from '../../api';
import type { Cluster } from './cluster';
import { gatewayGroup, gatewayVersions } from './gateway';

/** All kinds of the groups of CRDs that are known whole, by apiVersion. */
export const kindsOfCrds: KindsOfVersions = {
  [traefikApiVersion]: traefikKinds,
  'cert-manager.io/v1': ['Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer'],
  ...byVersion(gatewayGroup, gatewayVersions),
};

function byVersion(group: string, versions: Readonly<Record<string, readonly string[]>>): KindsOfVersions {
  const all = Object.entries(versions).flatMap(([kind, own]) => own.map((version) => ({ version, kind })));
  const grouped = groupBy(all, ({ version }) => `${group}/${version}`);
  return Object.fromEntries([...grouped].map(([name, types]) => [name, types.map(({ kind }) => kind)]));
}

const ofKnown = refusals(kindsOfCrds);

/**
 * Which types the API server refuses.
 *
 * @param definitions specs of the CustomResourceDefinitions among the objects
 */
export function refusalsBeside(definitions: readonly unknown[]): (type: ObjectType) => Refusal | undefined {
  return definitions.length === 0 ? ofKnown : refusals(kindsOfCrds, definitions);
}

/** Which types of objects of a cluster its API server refuses. */
export const refusalsIn = oncePer((cluster: Cluster) =>
  refusalsBeside(
    cluster
      .list('apiextensions.k8s.io/v1', 'CustomResourceDefinition')
      .map(({ value }) => own(value, 'spec')),
  ),
);

/** A cluster as controllers see it: without objects of versions that CustomResourceDefinitions among them do not serve. */
export function servedBy(cluster: Cluster): Cluster {
  if (cluster.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition').length === 0) return cluster;
  const refusalOf = refusalsIn(cluster);
  return {
    ...cluster,
    list: (apiVersion, kind) => (refusalOf({ apiVersion, kind }) ? [] : cluster.list(apiVersion, kind)),
    get: (apiVersion, kind, namespace, name) =>
      refusalOf({ apiVersion, kind }) ? undefined : cluster.get(apiVersion, kind, namespace, name),
  };
}
