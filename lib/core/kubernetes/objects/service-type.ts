import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { has, textAt } from './fields';
import { specOf } from './pods';

/** Options of a Service by the types that know them. */
const options: readonly (readonly [option: string, types: readonly string[]])[] = [
  ['externalTrafficPolicy', ['NodePort', 'LoadBalancer']],
  ['loadBalancerClass', ['LoadBalancer']],
  ['loadBalancerSourceRanges', ['LoadBalancer']],
];

/** Options of a Service that its type does not have. */
export function serviceType(object: ApiObjectData, tell: Tell): void {
  const service = specOf(object);
  const type = textAt(service, 'type') ?? 'ClusterIP';
  for (const [option, types] of options) {
    if (!has(service, option) || types.includes(type)) continue;
    tell('option-of-other-service-type', [...service.field, option], {
      message: `A Service of type ${type} has no ${option}.`,
      consequence: 'The API server refuses the Service.',
      fix: `Set the \`type\` of the Service to ${types.join(' or ')}, or remove it.`,
    });
  }
  if (type !== 'ExternalName' || textAt(service, 'clusterIP') !== 'None') return;
  tell('option-of-other-service-type', [...service.field, 'clusterIP'], {
    message: 'A Service of type ExternalName has no pods, and cannot be headless.',
    consequence: 'The API server refuses the Service.',
    fix: 'Remove it.',
  });
}
