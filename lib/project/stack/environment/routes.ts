import type { EnvironmentSpec, HttpServiceReference } from '../../environment';
import type { FieldPath } from '../../../core/finding';
import type {
  IngressRouteProps,
  IngressRouteTCPProps,
  IngressRouteUDPProps,
} from '../../../constructs/routing';
import { type Referable, backends, middlewareReferences } from './references';

type Routes = NonNullable<EnvironmentSpec['routes']>;
type HttpRoute = NonNullable<Routes['http']>[string];
type TcpRoute = NonNullable<Routes['tcp']>[string];
type UdpRoute = NonNullable<Routes['udp']>[string];

/** An IngressRoute with the one route that the file declares. */
export function httpRouteProps(references: Referable, route: HttpRoute, field: FieldPath): IngressRouteProps {
  const { entryPoints, ingressClassName, labels, annotations, redirectToHttps, parentRefs, tls, ...rule } =
    route;
  return {
    entryPoints,
    ingressClassName,
    labels,
    annotations,
    redirectToHttps,
    parentRefs,
    tls: tls && tlsProps(references, tls, field),
    routes: [
      {
        ...rule,
        middlewares: rule.middlewares && middlewareReferences(references, rule.middlewares),
        services:
          rule.services &&
          backends(
            references,
            rule.services.map((service) => withMiddlewares(references, service)),
          ),
      },
    ],
  };
}

/** A service with middlewares of its own, which may be written in place too. */
function withMiddlewares(references: Referable, service: HttpServiceReference) {
  if (typeof service === 'string' || !service.middlewares) return service;
  return { ...service, middlewares: middlewareReferences(references, service.middlewares) };
}

/** An IngressRouteTCP with the one route that the file declares. */
export function tcpRouteProps(
  references: Referable,
  route: TcpRoute,
  field: FieldPath,
): IngressRouteTCPProps {
  const { entryPoints, ingressClassName, labels, annotations, tls, ...rule } = route;
  return {
    entryPoints,
    ingressClassName,
    labels,
    annotations,
    tls: tls && tlsProps(references, tls, field),
    routes: [{ ...rule, services: backends(references, rule.services) }],
  };
}

/** An IngressRouteUDP with the one route that the file declares. */
export function udpRouteProps(references: Referable, route: UdpRoute): IngressRouteUDPProps {
  const { services, ...object } = route;
  return { ...object, routes: [{ services: backends(references, services) }] };
}

/** A route of a file stands where the construct has `routes[0]`. */
export function routeField(field: FieldPath): FieldPath {
  return field[0] === 'routes' && field[1] === 0 ? field.slice(2) : field;
}

function tlsProps<Tls extends { readonly certificate?: string }>(
  references: Referable,
  tls: Tls,
  field: FieldPath,
) {
  const { certificate, ...options } = tls;
  const found =
    certificate === undefined
      ? undefined
      : references.certificate(certificate, [...field, 'tls', 'certificate']);
  return { ...options, ...(found && { certificate: found }) };
}
