import type { FieldPath, Finding } from '../../core/finding';

/** TCP and UDP routes have no parents and no pages of their own: without services they are good for nothing. */
export function checkStreamServices(
  services: readonly unknown[] | undefined,
  field: FieldPath,
  router: string,
  traffic: string,
): readonly Finding[] {
  if (services && services.length > 0) return [];
  return [
    {
      rule: 'no-services',
      severity: 'error',
      field,
      message: 'The route has no services.',
      consequence: `Traefik disables the ${router}: nothing takes its ${traffic}.`,
      fix: 'Add a service.',
    },
  ];
}
