import { loadBalancer, loadBalancerFields, sticky } from '../load-balancer/decode';
import { int, list, pointerBool, pointerInt, strings, struct } from '../read';

const services = list(loadBalancer, {});

/** Reads the spec of a TraefikService. */
export const decodeTraefikService = struct({
  weighted: struct({ services, sticky }),
  mirroring: struct({
    ...loadBalancerFields,
    mirrorBody: pointerBool,
    maxBodySize: pointerInt,
    mirrors: list(struct({ ...loadBalancerFields, percent: int }), {}),
  }),
  highestRandomWeight: struct({ services }),
  failover: struct({
    service: loadBalancer,
    fallback: loadBalancer,
    errors: struct({ status: strings, maxRequestBodyBytes: pointerInt }),
  }),
});
