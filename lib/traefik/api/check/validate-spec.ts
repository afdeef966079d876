import { type Finding, formatFieldPath } from '../../../core/finding';
import { isPlainMap } from '../../../core/base';
import { type TraefikKind, specSchemaOf } from '../schema';
import type {
  IngressRouteSpec,
  MiddlewareKinds,
  MiddlewareTCPKinds,
  ServersTransportSpec,
  ServersTransportTCPSpec,
  TLSOptionSpec,
  TraefikServiceKinds,
} from '../spec';
import { durationFindings } from './durations';
import { ingressRouteFindings } from './ingress-route';
import { middlewareFindings, middlewareTCPFindings } from './middlewares';
import type { PartialSpec } from './partial-spec';
import { schemaFindings } from './schema-findings';
import { serversTransportFindings, serversTransportTCPFindings, tlsOptionFindings } from './tls';
import { traefikServiceFindings } from './traefik-service';

/**
 * What is wrong with a spec by itself: what the API server refuses or drops by the CRD, and what it lets pass and
 * Traefik refuses, ignores or takes for something else. Fields are paths into the spec. What needs other objects,
 * the rules of routes, or names is checked elsewhere.
 */
export function validateSpec(kind: TraefikKind, spec: unknown): readonly Finding[] {
  const bySchema = schemaFindings(kind, spec);
  // Values of a wrong type cannot be looked at further.
  if (bySchema.some(({ rule }) => rule === 'wrong-type')) return bySchema;
  const said = new Set(bySchema.map(({ field = [] }) => formatFieldPath(field)));
  const further = [...durationFindings(specSchemaOf(kind), spec), ...traefikFindings(kind, spec)];
  return [...bySchema, ...further.filter(({ field = [] }) => !said.has(formatFieldPath(field)))];
}

/** What Traefik itself demands, beyond the CRD. */
function traefikFindings(kind: TraefikKind, spec: unknown): readonly Finding[] {
  switch (kind) {
    case 'IngressRoute':
      return fitsCrd<IngressRouteSpec>(spec) ? ingressRouteFindings(spec) : [];
    case 'Middleware':
      return fitsCrd<MiddlewareKinds>(spec) ? middlewareFindings(spec) : [];
    case 'MiddlewareTCP':
      return fitsCrd<MiddlewareTCPKinds>(spec) ? middlewareTCPFindings(spec) : [];
    case 'ServersTransport':
      return fitsCrd<ServersTransportSpec>(spec) ? serversTransportFindings(spec) : [];
    case 'ServersTransportTCP':
      return fitsCrd<ServersTransportTCPSpec>(spec) ? serversTransportTCPFindings(spec) : [];
    case 'TLSOption':
      return fitsCrd<TLSOptionSpec>(spec) ? tlsOptionFindings(spec) : [];
    case 'TraefikService':
      return fitsCrd<TraefikServiceKinds>(spec) ? traefikServiceFindings(spec) : [];
    default:
      return [];
  }
}

/** The schema has told that each value has its type; a test holds types and CRDs together. */
function fitsCrd<Spec>(spec: unknown): spec is PartialSpec<Spec> {
  return isPlainMap(spec);
}
