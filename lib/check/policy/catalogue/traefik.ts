import {
  type CataloguePolicy,
  advised,
  advisedInProduction,
  always,
  later,
  objectPolicy,
  resources,
} from './policy';

const routes = [resources('traefik.io', 'ingressroutes', 'ingressroutetcps')];

/** That the sticky cookie of a service, if it has one, goes nowhere but to its own site, under TLS. */
function hidden(service: string): string {
  const cookie = `${service}.?sticky.?cookie`;
  return `!${cookie}.hasValue() || (${cookie}.?secure.orValue(false) && ${cookie}.?httpOnly.orValue(false) &&
  ${cookie}.?sameSite.orValue('none') != 'none')`;
}

/** Single objects of Traefik; what several of them do together is for the linter. */
export const traefikPolicies: readonly CataloguePolicy[] = [
  objectPolicy('all-entry-points', later, {
    of: [resources('traefik.io', 'ingressroutes', 'ingressroutetcps', 'ingressrouteudps')],
    when: `!object.spec.?parentRefs.hasValue()`,
    expression: 'object.spec.?entryPoints.orValue([]).size() > 0',
    message: 'The route names no entry points, and is served on all of them.',
  }),
  objectPolicy('old-rule-syntax', always, {
    of: routes,
    expression: `object.spec.?routes.orValue([]).all(r, r.?syntax.orValue('v3') == 'v3')`,
    message: 'A route is written in the rule syntax of Traefik v2.',
  }),
  objectPolicy('unbounded-mirror', advised, {
    of: [resources('traefik.io', 'traefikservices')],
    when: 'has(object.spec.mirroring)',
    expression: `object.spec.mirroring.?mirrorBody.orValue(true) == false ||
object.spec.mirroring.?maxBodySize.orValue(-1) >= 0`,
    message: 'Requests are mirrored whole, however large they are.',
  }),
  objectPolicy('foreign-provider', advised, {
    of: [resources('traefik.io', 'ingressroutes')],
    expression: `object.spec.?routes.orValue([]).all(r,
  r.?middlewares.orValue([]).all(m, !m.name.contains('@')) &&
  r.?services.orValue([]).all(s, !s.name.contains('@') || s.name == 'noop@internal'))`,
    message: 'A route uses what another provider declares.',
  }),
  objectPolicy('exposed-sticky-cookie', advisedInProduction, {
    of: [resources('traefik.io', 'ingressroutes', 'traefikservices')],
    expression: `object.spec.?routes.orValue([]).all(r, r.?services.orValue([]).all(s, ${hidden('s')})) &&
object.spec.?weighted.?services.orValue([]).all(s, ${hidden('s')}) &&
(${hidden('object.spec.?weighted')})`,
    message: 'A sticky cookie is not secure, not httpOnly, or without sameSite.',
  }),
];
