import type { Finding } from '../../../core/finding';
import { type IngressRouteSpec, ruleSyntaxes } from '../spec';
import { knownWord } from './finding';
import type { PartialSpec } from './partial-spec';
import { serviceFindings } from './service';

/** What is wrong with single values in the spec of an IngressRoute. */
export function ingressRouteFindings({ routes = [] }: PartialSpec<IngressRouteSpec>): readonly Finding[] {
  return routes.flatMap(({ syntax, services = [] }, route) => [
    ...knownWord(
      syntax,
      ruleSyntaxes,
      ['routes', route, 'syntax'],
      'Traefik reads the rule as v3 without a word.',
    ),
    ...services.flatMap((service, index) => serviceFindings(service, ['routes', route, 'services', index])),
  ]);
}
