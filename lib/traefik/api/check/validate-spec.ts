import { isPlainMap } from '../../../core/base';
import { type Finding, formatFieldPath } from '../../../core/finding';
import { ingressRouteFaults } from '../ingress-route/check';
import { middlewareFaults } from '../middlewares';
import type { TraefikKind } from '../kinds';
import { specSchemaOf } from '../schema';
import { serversTransportFaults } from '../servers-transport/check';
import { serversTransportTCPFaults } from '../servers-transport-tcp/check';
import { tcpMiddlewareFaults } from '../tcp-middlewares';
import { tlsOptionFaults } from '../tls-option/check';
import { traefikServiceFaults } from '../traefik-service/check';
import { durationFaults } from './durations';
import { type SpecFault, disabledRouters } from './fault';
import { kindFaults } from './kinds';
import { schemaFindings } from './schema-findings';

/**
 * What is wrong with a spec by itself: what the API server refuses or drops by the CRD, and what it lets pass and
 * Traefik refuses, ignores or takes for something else. Fields are paths into the spec. What needs other objects,
 * the rules of routes, or names is checked elsewhere.
 */
export function validateSpec(kind: TraefikKind, spec: unknown): readonly Finding[] {
  const bySchema = schemaFindings(kind, spec);
  // Values of a wrong type cannot be looked at further.
  if (bySchema.some(({ rule }) => rule === 'undecodable-value')) return bySchema;
  const said = new Set(bySchema.map(({ field = [] }) => formatFieldPath(field)));
  const further = specFaults(kind, spec).filter(({ field = [] }) => !said.has(formatFieldPath(field)));
  return [...bySchema, ...further.map(({ refusal: _refusal, ...finding }) => finding)];
}

/** What Traefik itself demands of a spec of right types, beyond the CRD. */
function specFaults(kind: TraefikKind, spec: unknown): readonly SpecFault[] {
  return isPlainMap(spec) ? checks[kind](spec) : [];
}

type Check = (spec: object) => readonly SpecFault[];

/** A check of single values, and of all durations. */
function withDurations(kind: TraefikKind, check: Check = () => []): Check {
  return (spec) => [...durationFaults(specSchemaOf(kind), spec), ...check(spec)];
}

const kindMistakes = { none: 'no-middleware-kind', several: 'several-middleware-kinds' } as const;

/** One check a kind. The schema has told that each value has its type; a test holds decoders and CRDs together. */
const checks: Readonly<Record<TraefikKind, Check>> = {
  IngressRoute: withDurations('IngressRoute', ingressRouteFaults),
  IngressRouteTCP: () => [],
  IngressRouteUDP: () => [],
  Middleware: (spec) => [
    ...kindFaults('Middleware', spec, { ...kindMistakes, consequence: disabledRouters }),
    ...middlewareFaults(spec),
  ],
  MiddlewareTCP: (spec) => [
    ...kindFaults('MiddlewareTCP', spec, {
      ...kindMistakes,
      consequence:
        'Of several Traefik takes one without a word: ipAllowList before ipWhiteList before inFlightConn.',
    }),
    ...tcpMiddlewareFaults(spec),
  ],
  ServersTransport: withDurations('ServersTransport', serversTransportFaults),
  ServersTransportTCP: withDurations('ServersTransportTCP', serversTransportTCPFaults),
  TLSOption: tlsOptionFaults,
  TLSStore: () => [],
  TraefikService: withDurations('TraefikService', traefikServiceFaults),
};
