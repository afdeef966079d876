import { loadBalancer } from '../load-balancer/decode';
import { type Decoded, list, long, pointerBool, pointerString, string, strings, struct } from '../read';
import { references } from '../shared/decode';
import { routerTlsFields } from '../shared/decode';

const route = {
  match: string,
  kind: string,
  priority: long,
  syntax: string,
  services: list(loadBalancer, {}),
  middlewares: references,
  observability: struct({
    accessLogs: pointerBool,
    metrics: pointerBool,
    tracing: pointerBool,
    traceVerbosity: string,
  }),
};

/** One route of an IngressRoute, once read. */
export type RouteSpec = Decoded<typeof route>;

/** Reads the spec of an IngressRoute. */
export const decodeIngressRoute = struct({
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(struct(route), {}),
  tls: struct(routerTlsFields),
  parentRefs: references,
});
