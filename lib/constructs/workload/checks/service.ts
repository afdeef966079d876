import type { FieldPath, Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import type { ServiceSpec } from '../spec';
import { error } from './finding';

/** Options of a Service by the types that know them. */
const typesOf = {
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
} as const;

/** Options of the Service of a workload that its type does not have. */
export function checkServiceOptions({ spec }: ServiceModel): Iterable<Finding> {
  return spec.service ? checkServiceType(['service'], spec.service) : [];
}

/** Options of a Service that its type does not have. */
export function* checkServiceType(field: FieldPath, spec: ServiceSpec): Iterable<Finding> {
  const { type = 'ClusterIP', ...options } = spec;
  for (const [option, types] of Object.entries(typesOf)) {
    if (!Object.hasOwn(options, option) || types.some((known) => known === type)) continue;
    yield error('option-of-other-service-type', [...field, option], {
      message: `A Service of type ${type} has no ${option}.`,
      consequence: 'The API server refuses the Service.',
      fix: `Set \`${[...field, 'type'].join('.')}\` to ${types.join(' or ')}, or remove it.`,
    });
  }
}
