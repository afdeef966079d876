import {
  type Decoded,
  bool,
  int,
  intOrString,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  stringMap,
  struct,
} from '../read';
import { references } from '../shared/decode';

/** Reads sticky sessions. */
export const sticky = struct({
  cookie: struct({
    name: string,
    secure: bool,
    httpOnly: bool,
    sameSite: string,
    maxAge: int,
    path: pointerString,
    domain: string,
  }),
});

const healthCheck = struct({
  scheme: string,
  mode: string,
  path: string,
  method: string,
  status: int,
  port: int,
  interval: intOrString,
  unhealthyInterval: intOrString,
  timeout: intOrString,
  hostname: string,
  followRedirects: pointerBool,
  headers: stringMap,
});

/** How to read a reference to a service. */
export const loadBalancerFields = {
  name: string,
  kind: string,
  namespace: string,
  middlewares: references,
  sticky,
  port: intOrString,
  scheme: string,
  strategy: string,
  passHostHeader: pointerBool,
  responseForwarding: struct({ flushInterval: string }),
  serversTransport: string,
  weight: pointerInt,
  nativeLB: pointerBool,
  nodePortLB: bool,
  healthCheck,
  passiveHealthCheck: struct({ failureWindow: intOrString, maxFailedAttempts: pointerInt }),
};

/** Reads a reference to a service. */
export const loadBalancer = struct(loadBalancerFields);

/** A reference to a service, of Kubernetes or of Traefik, with how to balance over it. */
export type LoadBalancerSpec = Decoded<typeof loadBalancerFields>;
