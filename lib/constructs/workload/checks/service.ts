import type { Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import { error } from './finding';

/** Options of a Service by the types that know them. */
const typesOf = {
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
} as const;

/** Options of a Service that its type does not have. */
export function* checkServiceOptions({ spec }: ServiceModel): Iterable<Finding> {
  if (!spec.service) return;
  const { type = 'ClusterIP', ...options } = spec.service;
  for (const [option, types] of Object.entries(typesOf)) {
    if (!Object.hasOwn(options, option) || types.some((known) => known === type)) continue;
    yield error('option-of-other-service-type', ['service', option], {
      message: `A Service of type ${type} has no ${option}.`,
      consequence: 'The API server refuses the Service.',
      fix: `Set \`service.type\` to ${types.join(' or ')}, or remove it.`,
    });
  }
}
