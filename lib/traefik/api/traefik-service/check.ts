import type { FieldPath } from '../../../core/finding';
import { type SpecFault, disabledRouters, refused, required } from '../check/fault';
import { kindFaults } from '../check/kinds';
import { statusCodeFaults } from '../check/status-codes';
import { serviceFaults } from '../load-balancer/check';
import type { LoadBalancerSpec } from '../load-balancer/decode';
import type { DecodedBy } from '../read';
import type { decodeTraefikService } from './decode';

type Spec = DecodedBy<typeof decodeTraefikService>;

/** What is wrong with the spec of a TraefikService. */
export function traefikServiceFaults(spec: Spec): readonly SpecFault[] {
  const { weighted, mirroring, highestRandomWeight, failover } = spec;
  const several =
    'Of several Traefik takes the first of weighted, mirroring, highestRandomWeight and failover without a word.';
  return [
    ...kindFaults('TraefikService', spec, {
      none: 'not-one-service-kind',
      several: 'not-one-service-kind',
      consequence: several,
    }),
    ...(weighted ? servicesFaults(weighted.services, ['weighted', 'services']) : []),
    ...(highestRandomWeight
      ? servicesFaults(highestRandomWeight.services, ['highestRandomWeight', 'services'])
      : []),
    ...(mirroring ? mirroringFaults(mirroring) : []),
    ...(failover ? failoverFaults(failover) : []),
  ];
}

function servicesFaults(
  services: readonly LoadBalancerSpec[] | undefined,
  field: FieldPath,
): readonly SpecFault[] {
  return [
    ...required(services, field, {
      rule: 'weights-all-zero',
      consequence: 'Traefik answers every request with 503.',
    }),
    ...(services ?? []).flatMap((service, index) =>
      serviceFaults(service, [...field, index], disabledRouters),
    ),
  ];
}

function mirroringFaults(mirroring: NonNullable<Spec['mirroring']>): readonly SpecFault[] {
  const mirrors = (mirroring.mirrors ?? []).flatMap((mirror, index): readonly SpecFault[] => {
    const field = ['mirroring', 'mirrors', index];
    return [
      ...serviceFaults(mirror, field, disabledRouters),
      ...percentFaults(mirror.percent, [...field, 'percent']),
    ];
  });
  return [...serviceFaults(mirroring, ['mirroring'], disabledRouters), ...mirrors];
}

function percentFaults(percent: number | undefined, field: FieldPath): readonly SpecFault[] {
  if (percent === undefined || (percent >= 0 && percent <= 100)) return [];
  return [
    refused('mirror-percent', field, {
      message: `${percent} is no percentage.`,
      consequence: 'Traefik disables the service, and with it every router that uses it.',
      fix: 'Write 1 to 100.',
    }),
  ];
}

function failoverFaults(failover: NonNullable<Spec['failover']>): readonly SpecFault[] {
  const { service, fallback, errors } = failover;
  const findings = [
    ...serviceFaults(service, ['failover', 'service'], disabledRouters),
    ...serviceFaults(fallback, ['failover', 'fallback'], disabledRouters),
    ...statusCodeFaults(errors?.status, ['failover', 'errors', 'status']),
  ];
  const knowsFailure = (errors?.status ?? []).length > 0 || service?.healthCheck !== undefined;
  // A TraefikService may have a health check further down.
  if (knowsFailure || service?.kind === 'TraefikService') return findings;
  const message = 'Neither a status code nor a health check tells when the main service fails.';
  const fix = "Give status codes, for example ['500-599'].";
  return [...findings, refused('unknown-failure', ['failover', 'errors', 'status'], { message, fix })];
}
