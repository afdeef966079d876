import type { FieldPath, Finding } from '../../core/finding';
import type { LoadBalancerService } from '../api';

/** Fields that say something about the reference itself; all others describe servers. */
const fieldsOfReference: ReadonlySet<string> = new Set([
  'fallback',
  'kind',
  'maxBodySize',
  'mirrorBody',
  'mirrors',
  'name',
  'namespace',
  // Of a mirror.
  'percent',
  'weight',
]);

/** What is wrong with a reference to a service for HTTP, whatever the service is. */
export function checkServiceReference(
  service: Partial<LoadBalancerService>,
  field: FieldPath,
): readonly Finding[] {
  const { name = '', kind } = service;
  if (kind === 'TraefikService') return checkIgnored(name, service, field);
  if (!name.includes('@')) return [];
  return [
    {
      rule: 'provider-service-kind',
      field: [...field, 'kind'],
      message: `"${name}" names a provider's service, which only \`kind: TraefikService\` can refer to.`,
    },
  ];
}

/** A TraefikService balances by its own spec, so what a reference to it says about servers goes unread. */
function checkIgnored(name: string, service: object, field: FieldPath): readonly Finding[] {
  const ignored = Object.entries(service)
    .filter(([key, value]) => value !== undefined && !fieldsOfReference.has(key))
    .map(([key]) => key);
  if (ignored.length === 0) return [];
  return [
    {
      rule: 'ignored-on-traefik-service',
      field: [...field, ...ignored.slice(0, 1)],
      message: `"${name}" is a TraefikService, so ${ignored.join(', ')} beside it ${ignored.length > 1 ? 'mean' : 'means'} nothing.`,
    },
  ];
}
