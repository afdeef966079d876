import {
  type Decoded,
  bool,
  int,
  intOrString,
  list,
  long,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  strings,
  struct,
} from '../read';
import { references } from '../shared/decode';
import { routerTlsFields } from '../shared/decode';

const service = {
  name: string,
  namespace: string,
  port: intOrString,
  weight: pointerInt,
  terminationDelay: pointerInt,
  proxyProtocol: struct({ version: int }),
  serversTransport: string,
  tls: bool,
  nativeLB: pointerBool,
  nodePortLB: bool,
};

/** One service of an IngressRouteTCP, once read. */
export type ServiceTcpSpec = Decoded<typeof service>;

const route = struct({
  match: string,
  priority: long,
  syntax: string,
  services: list(struct(service), {}),
  middlewares: references,
});

/** Reads the spec of an IngressRouteTCP. */
export const decodeIngressRouteTcp = struct({
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(route, {}),
  tls: struct({ ...routerTlsFields, passthrough: bool }),
});
