import type { FieldPath, Finding } from '../../../core/finding';
import type { LoadBalancerService, TraefikServiceKinds } from '../spec';
import { disabledRouters, refused, required } from './finding';
import { kindFindings } from './kinds';
import type { PartialSpec } from './partial-spec';
import { serviceFindings } from './service';
import { statusCodeFindings } from './status-codes';

type PartialService = PartialSpec<LoadBalancerService>;

/** What is wrong with the spec of a TraefikService. */
export function traefikServiceFindings(spec: PartialSpec<TraefikServiceKinds>): readonly Finding[] {
  const { weighted, mirroring, highestRandomWeight, failover } = spec;
  const several =
    'Of several Traefik takes the first of weighted, mirroring, highestRandomWeight and failover without a word.';
  return [
    ...kindFindings('TraefikService', spec, several),
    ...(weighted ? servicesFindings(weighted.services, ['weighted', 'services']) : []),
    ...(highestRandomWeight
      ? servicesFindings(highestRandomWeight.services, ['highestRandomWeight', 'services'])
      : []),
    ...(mirroring ? mirroringFindings(mirroring) : []),
    ...(failover ? failoverFindings(failover) : []),
  ];
}

function servicesFindings(
  services: readonly PartialService[] | undefined,
  field: FieldPath,
): readonly Finding[] {
  return [
    ...required(services, field, 'Traefik answers every request with 503.'),
    ...(services ?? []).flatMap((service, index) =>
      serviceFindings(service, [...field, index], disabledRouters),
    ),
  ];
}

function mirroringFindings(
  mirroring: NonNullable<PartialSpec<TraefikServiceKinds>['mirroring']>,
): readonly Finding[] {
  const mirrors = (mirroring.mirrors ?? []).flatMap((mirror, index): readonly Finding[] => {
    const field = ['mirroring', 'mirrors', index];
    return [
      ...serviceFindings(mirror, field, disabledRouters),
      ...percentFindings(mirror.percent, [...field, 'percent']),
    ];
  });
  return [...serviceFindings(mirroring, ['mirroring'], disabledRouters), ...mirrors];
}

function percentFindings(percent: number | undefined, field: FieldPath): readonly Finding[] {
  if (percent === undefined || (percent >= 0 && percent <= 100)) return [];
  return [
    refused('out-of-range', field, {
      message: `${percent} is no percentage.`,
      consequence: 'Traefik disables the service, and with it every router that uses it.',
      fix: 'Write 1 to 100.',
    }),
  ];
}

function failoverFindings(
  failover: NonNullable<PartialSpec<TraefikServiceKinds>['failover']>,
): readonly Finding[] {
  const { service, fallback, errors } = failover;
  const findings = [
    ...serviceFindings(service, ['failover', 'service'], disabledRouters),
    ...serviceFindings(fallback, ['failover', 'fallback'], disabledRouters),
    ...statusCodeFindings(errors?.status, ['failover', 'errors', 'status']),
  ];
  const knowsFailure = (errors?.status ?? []).length > 0 || service?.healthCheck !== undefined;
  // A TraefikService may have a health check further down.
  if (knowsFailure || service?.kind === 'TraefikService') return findings;
  const message = 'Neither a status code nor a health check tells when the main service fails.';
  const fix = "Give status codes, for example ['500-599'].";
  return [...findings, refused('missing-field', ['failover', 'errors', 'status'], { message, fix })];
}
