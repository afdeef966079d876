import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { withArticle } from '../../core/base';
import type { FieldPath, Finding } from '../../core/finding';
import type { Protocol } from './service-port';

/** A construct that is no service. */
export function notAService(target: Construct, object: ApiObject | undefined, field: FieldPath): Finding {
  return {
    rule: 'wrong-kind',
    severity: 'error',
    field,
    message: `A service is wanted here, and ${target.node.path} is ${object ? withArticle(object.kind) : 'none'}.`,
    consequence: 'Traefik looks for a Service of that name, does not find it, and drops the route.',
    fix: 'Pass a GoService, a Service, a TraefikService, or the name and port of a Service.',
  };
}

/** A Service that lists no ports, in a route that names none. */
export function portMissing(name: string, field: FieldPath): Finding {
  return {
    rule: 'missing-port',
    severity: 'error',
    field,
    message: `The service "${name}" has no port.`,
    consequence: 'Traefik can choose none: it drops the whole route (HTTP) or skips the service (TCP, UDP).',
    fix: 'Write `{ name, port }`, or pass the service itself so that the port follows.',
  };
}

/** A TraefikService in a route that can't have one. */
export function traefikServiceOutsideHttp(name: string, protocol: Protocol, field: FieldPath): Finding {
  return {
    rule: 'traefik-service-outside-http',
    severity: 'error',
    field,
    message: `"${name}" is a TraefikService, which ${protocol.toUpperCase()} routes can't use.`,
    consequence: 'Traefik looks for a Kubernetes Service of that name and skips it when there is none.',
    fix: 'List the Services with their weights.',
  };
}
