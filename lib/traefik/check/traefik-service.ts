import type { FieldPath, Finding } from '../../core/finding';
import { checkServiceReference } from './service-references';
import { checkSticky, weightsAllZero } from './weights';
import type { LoadBalancerService, Mirroring, ObjectReference, TraefikServiceKinds } from '../api';

/** All that can be said about a TraefikService by itself. */
export function checkTraefikService(
  { name, namespace }: ObjectReference,
  spec: TraefikServiceKinds,
): readonly Finding[] {
  const { weighted, mirroring, highestRandomWeight } = spec;
  return [
    ...(weighted ? checkChildren(weighted.services, ['weighted', 'services']) : []),
    ...(highestRandomWeight
      ? checkChildren(highestRandomWeight.services, ['highestRandomWeight', 'services'])
      : []),
    ...(mirroring ? checkMirrors(mirroring) : []),
    ...checkRecursion(name, namespace, spec),
    ...childrenOf(spec).flatMap(([field, child]) => checkServiceReference(child, field)),
  ];
}

/** An empty list is found with the spec; here it has children whose weights may leave none. */
function checkChildren(services: readonly LoadBalancerService[] = [], field: FieldPath): readonly Finding[] {
  const isOff = services.length > 0 && services.every(({ weight }) => weight !== undefined && weight <= 0);
  const findings = checkSticky(services, field);
  return isOff
    ? [...findings, weightsAllZero(field, 'Traefik answers 503: no service may take requests.')]
    : findings;
}

function checkMirrors({ mirrors = [] }: Mirroring): readonly Finding[] {
  // Files and plain JavaScript can leave out what the type requires.
  return mirrors.flatMap(({ name, percent }: { name?: string; percent?: number }, index): Finding[] => {
    if (percent !== undefined) return [];
    return [
      {
        rule: 'mirror-percent',
        severity: 'error',
        field: ['mirroring', 'mirrors', index],
        message: `The mirror ${name === undefined ? 'without a name' : `"${name}"`} has no percent.`,
        consequence: 'Traefik takes 0: nothing is ever copied to it.',
        fix: 'Write `percent`, from 1 to 100.',
      },
    ];
  });
}

function checkRecursion(
  name: string,
  namespace: string | undefined,
  spec: TraefikServiceKinds,
): readonly Finding[] {
  return childrenOf(spec)
    .filter(
      ([, child]) =>
        child.kind === 'TraefikService' &&
        child.name === name &&
        (child.namespace ?? namespace) === namespace,
    )
    .map(([field]) => ({
      rule: 'service-recursion',
      severity: 'error',
      field,
      message: `The TraefikService "${name}" is one of its own services.`,
      consequence: 'Traefik detects the recursion and disables every router that uses it.',
      fix: 'Name another service.',
    }));
}

function childrenOf(spec: TraefikServiceKinds): readonly [FieldPath, LoadBalancerService][] {
  const { weighted, mirroring, highestRandomWeight, failover } = spec;
  const alone = (field: FieldPath, service?: LoadBalancerService): [FieldPath, LoadBalancerService][] =>
    service ? [[field, service]] : [];
  const listed = (field: FieldPath, services: readonly LoadBalancerService[] = []) =>
    services.map((service, index): [FieldPath, LoadBalancerService] => [[...field, index], service]);
  return [
    ...listed(['weighted', 'services'], weighted?.services),
    ...listed(['highestRandomWeight', 'services'], highestRandomWeight?.services),
    ...listed(['mirroring', 'mirrors'], mirroring?.mirrors),
    ...alone(['mirroring'], mirroring),
    ...alone(['failover', 'service'], failover?.service),
    ...alone(['failover', 'fallback'], failover?.fallback),
  ];
}
