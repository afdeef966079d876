import type { ApiObject } from 'cdk8s';
import { type FieldPath, type Finding } from '../../core/finding';
import { sharedInScope } from '../construct';
import { type RedirectToHttps, redirectEntryPoint } from './https-redirect';
import { checkEntryPoints, checkPriority, checkRules } from './route-checks';
import { checkTls } from './route-tls-checks';
import type { RuleUse } from './rule-facts';
import type { IngressRouteSpec } from '../../traefik/api';
import { checkWeights } from './weight-checks';

/** All that can be said about an IngressRoute by itself. */
export function checkIngressRoute(
  object: ApiObject,
  spec: IngressRouteSpec,
  rules: readonly RuleUse[],
  redirect: boolean | RedirectToHttps | undefined,
): readonly Finding[] {
  const isChild = (spec.parentRefs ?? []).length > 0;
  return [
    ...checkRules('IngressRoute', rules),
    ...spec.routes.flatMap(({ priority, services }, index) => [
      ...checkPriority(priority, ['routes', index, 'priority']),
      ...checkWeights(
        services,
        ['routes', index, 'services'],
        'Traefik answers 503: no service may take requests.',
      ),
    ]),
    ...checkServices(object, spec),
    ...(isChild ? checkChild(spec) : checkEntryPoints(spec.entryPoints, 'HTTP')),
    ...checkTls(spec.tls, rules),
    ...(redirect ? checkRedirect(spec, redirectEntryPoint(redirect), isChild) : []),
  ];
}

/** A route has services, or is the parent of other routes; never both, never neither. */
function checkServices(object: ApiObject, spec: IngressRouteSpec): readonly Finding[] {
  const isParent = hasChildren(object);
  return spec.routes.flatMap(({ services }, index): Finding[] => {
    const field = ['routes', index, 'services'];
    const isEmpty = !services || services.length === 0;
    if (isEmpty === isParent) return [];
    if (isEmpty) {
      return [
        {
          rule: 'no-services',
          severity: 'error',
          field,
          message: 'The route has no services, and no IngressRoute names this one as its parent.',
          consequence: 'Traefik disables the router; its requests fall through to other routers, or get 404.',
          fix: 'Add a service.',
        },
      ];
    }
    return [
      {
        rule: 'parent-with-services',
        severity: 'error',
        field,
        message: 'The route has services, and other IngressRoutes name this one as their parent.',
        consequence:
          'The children take the requests: what none of them matches gets 404, and the services get nothing.',
        fix: 'Leave the services out, or make them a child route of their own.',
      },
    ];
  });
}

/** Names of the IngressRoutes that are somebody's parent, for each deployment. */
const parentsIn = sharedInScope(() => new Set<string>());

/** Remembers whom a child names as its parents, so that they know that they are. */
export function declareParents(child: ApiObject, { parentRefs = [] }: IngressRouteSpec): void {
  const names = parentsIn(child);
  for (const { name, namespace = child.metadata.namespace } of parentRefs)
    names.add(`${namespace ?? ''}/${name}`);
}

function hasChildren({ name, metadata, node }: ApiObject): boolean {
  return node.scope !== undefined && parentsIn(node.scope).has(`${metadata.namespace ?? ''}/${name}`);
}

/** Traefik refuses children that bring what their parents decide. */
function checkChild({ entryPoints, tls, routes }: IngressRouteSpec): readonly Finding[] {
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

function checkRedirect(spec: IngressRouteSpec, entryPoint: string, isChild: boolean): readonly Finding[] {
  if (isChild) {
    return [
      {
        rule: 'redirect-of-child-route',
        severity: 'error',
        field: ['redirectToHttps'],
        message: 'Routes with parentRefs have no entry point to redirect to.',
        consequence: 'The redirect would answer rules that mean something below their parent only.',
        fix: 'Redirect on the parent.',
      },
    ];
  }
  if (spec.tls || !spec.entryPoints?.includes(entryPoint)) return [];
  return [
    {
      rule: 'redirect-on-own-entry-point',
      severity: 'error',
      field: ['entryPoints'],
      message: `The routes listen on ${entryPoint} without TLS, and their redirect does as well.`,
      consequence: 'Both have the same rule and priority: Traefik picks one at random on every reload.',
      fix: `Leave ${entryPoint} out of entryPoints, or set tls.`,
    },
  ];
}
