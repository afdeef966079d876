import type { Finding } from '../../core/finding';

/** Traefik joins namespace and name in two ways, which agree only on single hyphens. */
export function checkTLSOptionName(name: string): readonly Finding[] {
  if (!/\.|--/.test(name)) return [];
  return [
    {
      rule: 'unfindable-tls-option',
      severity: 'error',
      field: ['metadata', 'name'],
      message: `The name "${name}" has a dot or two hyphens in a row.`,
      consequence:
        'Traefik does not find it: routers that name it are disabled and TLS for their hosts fails.',
      fix: 'Write single hyphens.',
    },
  ];
}

/** Traefik reads one store. */
export function checkTLSStoreName(name: string): readonly Finding[] {
  if (name === 'default') return [];
  return [
    {
      rule: 'unread-tls-store',
      severity: 'error',
      field: ['metadata', 'name'],
      message: `The TLSStore is called "${name}".`,
      consequence: 'Traefik serves certificates of the store called default only.',
      fix: 'Call it default.',
    },
  ];
}
