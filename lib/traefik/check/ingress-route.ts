import type { FieldPath, Finding } from '../../core/finding';
import type { IngressRouteSpec } from '../api';
import { checkTls } from './route-tls';
import { checkEntryPoints, checkPriority, checkRules } from './routes';
import { ruleUses } from './rule-facts';
import { checkServiceReference } from './service-references';
import { checkWeights } from './weights';

/** All that can be said about an IngressRoute by itself. */
export function checkIngressRoute(
  spec: Partial<IngressRouteSpec>,
  traefikVersion?: string,
): readonly Finding[] {
  const { routes = [] } = spec;
  const rules = ruleUses('http', routes, traefikVersion);
  const isChild = (spec.parentRefs ?? []).length > 0;
  return [
    ...checkRules(rules),
    ...routes.flatMap(({ priority, services = [] }, index) => [
      ...services.flatMap((service, at) => checkServiceReference(service, ['routes', index, 'services', at])),
      ...checkPriority(priority, ['routes', index, 'priority']),
      ...checkWeights(
        services,
        ['routes', index, 'services'],
        'Traefik answers 503: no service may take requests.',
      ),
    ]),
    ...(isChild ? checkChild(spec) : checkEntryPoints(spec.entryPoints, 'HTTP')),
    ...checkTls(spec.tls, rules),
  ];
}

/** Traefik refuses children that bring what their parents decide. */
function checkChild({ entryPoints, tls, routes = [] }: Partial<IngressRouteSpec>): readonly Finding[] {
  const fields: FieldPath[] = [
    ...(entryPoints ? [['entryPoints']] : []),
    ...(tls ? [['tls']] : []),
    ...routes.flatMap(({ observability }, index) =>
      observability ? [['routes', index, 'observability']] : [],
    ),
  ];
  return fields.map((field) => ({
    rule: 'child-route-decides',
    severity: 'error',
    field,
    message: `Routes with parentRefs can't have ${String(field.at(-1))} of their own.`,
    consequence:
      'Traefik disables the router, or drops it without a word, and then the parent has no children.',
    fix: 'Set it on the parent.',
  }));
}
