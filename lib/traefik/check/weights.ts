import type { FieldPath, Finding } from '../../core/finding';

/** What the checks need of a service as it is written. */
interface WeightedService {
  readonly kind?: string;
  readonly weight?: number;
  readonly sticky?: unknown;
}

/** Weights of a route that leave no service at all, or mean nothing; affinity that ends at each service. */
export function checkWeights(
  services: readonly WeightedService[] = [],
  field: FieldPath,
  consequence: string,
): readonly Finding[] {
  if (services.length === 1) return weightOfSingleService(services[0]?.weight, field);
  const isOff = services.length > 0 && services.every(({ weight }) => weight !== undefined && weight <= 0);
  return [...(isOff ? [weightsAllZero(field, consequence)] : []), ...checkSticky(services, field)];
}

/** A sticky cookie on one of several services, which does not keep clients at that service. */
export function checkSticky(services: readonly WeightedService[], field: FieldPath): readonly Finding[] {
  if (services.length < 2) return [];
  const isSticky = ({ kind, sticky }: WeightedService): boolean =>
    sticky !== undefined && kind !== 'TraefikService';
  const index = services.findIndex(isSticky);
  if (index < 0) return [];
  return [
    {
      rule: 'sticky-of-one-service',
      severity: 'warning',
      field: [...field, index, 'sticky'],
      message: `Only single services are sticky (${services.filter(isSticky).length} of ${services.length}): no cookie keeps a client on one of them.`,
    },
  ];
}

/** All services are switched off. */
export function weightsAllZero(field: FieldPath, consequence: string): Finding {
  return {
    rule: 'weights-all-zero',
    severity: 'error',
    field,
    message: 'The weight of every service is 0.',
    consequence,
    fix: 'Give at least one service a weight above 0.',
  };
}

function weightOfSingleService(weight: number | undefined, field: FieldPath): readonly Finding[] {
  if (weight === undefined || weight === 1) return [];
  return [
    {
      rule: 'weight-of-single-service',
      // Who writes 0 wants no traffic there, and gets all of it.
      severity: weight === 0 ? 'error' : 'info',
      field: [...field, 0, 'weight'],
      message: `The only service of the route has the weight ${weight}.`,
      consequence: 'Traefik ignores the weight of a single service: it takes all traffic.',
      fix: 'Leave the weight out, or add the service that shall take the traffic.',
    },
  ];
}
