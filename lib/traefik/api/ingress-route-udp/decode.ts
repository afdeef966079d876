import {
  type Decoded,
  bool,
  intOrString,
  list,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  strings,
  struct,
} from '../read';

const service = {
  name: string,
  namespace: string,
  port: intOrString,
  weight: pointerInt,
  nativeLB: pointerBool,
  nodePortLB: bool,
};

/** One service of an IngressRouteUDP, once read. */
export type ServiceUdpSpec = Decoded<typeof service>;

/** Reads the spec of an IngressRouteUDP. */
export const decodeIngressRouteUdp = struct({
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(struct({ services: list(struct(service), {}) }), {}),
});
