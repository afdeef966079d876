import { asMap, valueAt } from '../../../core/base';
import { type ApiObjectData, type PlacedObject, groupOf } from '../../../core/manifest';
import type { CrossFinding } from './cross-finding';
import { itemsAt } from './endpoints';

/**
 * Certificates for wildcards whose issuer, which is among the objects, is of ACME and solves nothing by DNS.
 *
 * Source: https://cert-manager.io/docs/configuration/acme/dns01/
 */
export function wildcardFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const ofCertManager = objects.filter(({ object }) => groupOf(object.apiVersion) === 'cert-manager.io');
  return ofCertManager.flatMap((placed): readonly CrossFinding[] => {
    const { object } = placed;
    const wildcard = object.kind === 'Certificate' ? wildcardOf(object) : undefined;
    if (!wildcard) return [];
    const issuer = issuerOf(object, ofCertManager);
    const acme = issuer && valueAt(issuer, 'spec', 'acme');
    if (!issuer || acme === undefined) return [];
    if (itemsAt(acme, 'solvers').some(({ dns01 }) => dns01 !== undefined)) return [];
    const message = `${issuer.kind} ${issuer.metadata.name} has no dns01 solver for "${wildcard.name}".`;
    return [
      {
        placed,
        finding: {
          rule: 'unprovable-wildcard',
          message,
          field: ['spec', 'dnsNames', wildcard.index],
        },
      },
    ];
  });
}

function wildcardOf(object: ApiObjectData): { readonly name: string; readonly index: number } | undefined {
  const names: unknown = valueAt(object, 'spec', 'dnsNames');
  if (!Array.isArray(names)) return undefined;
  const index = names.findIndex((name) => typeof name === 'string' && name.startsWith('*.'));
  return index === -1 ? undefined : { name: String(names[index]), index };
}

function issuerOf(object: ApiObjectData, among: readonly PlacedObject[]): ApiObjectData | undefined {
  const { name, kind = 'Issuer' } = asMap(valueAt(object, 'spec', 'issuerRef'));
  return among.find(
    ({ object: other }) =>
      other.kind === kind &&
      other.metadata.name === name &&
      (kind === 'ClusterIssuer' || other.metadata.namespace === object.metadata.namespace),
  )?.object;
}
