import { type SpecFault, knownWord } from '../check/fault';
import { serviceFaults } from '../load-balancer/check';
import type { DecodedBy } from '../read';
import { ruleSyntaxes } from '../shared/words';
import type { decodeIngressRoute } from './decode';

/** What is wrong with single values in the spec of an IngressRoute. */
export function ingressRouteFaults({
  routes = [],
}: DecodedBy<typeof decodeIngressRoute>): readonly SpecFault[] {
  return routes.flatMap(({ syntax, services = [] }, route) => [
    ...knownWord(syntax, ruleSyntaxes, ['routes', route, 'syntax'], {
      consequence: 'Traefik reads the rule as v3 without a word.',
    }),
    ...services.flatMap((service, index) => serviceFaults(service, ['routes', route, 'services', index])),
  ]);
}
