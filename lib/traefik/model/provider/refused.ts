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
