import { TrafficModel, type TrafficModelOptions } from '../../../../../lib/traefik/model';
import { namespace, service, shop } from '../../objects';

/* Objects of the Gateway API in the namespace `shop`, and a Traefik that reads them. */

const group = 'gateway.networking.k8s.io';

export function gatewayObject(
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
  version = 'v1',
): object {
  return { apiVersion: `${group}/${version}`, kind, metadata: { name, namespace, ...metadata }, spec };
}

export const gatewayClass = {
  apiVersion: `${group}/v1`,
  kind: 'GatewayClass',
  metadata: { name: 'traefik' },
  spec: { controllerName: 'traefik.io/gateway-controller' },
};

/** The Gateway `edge` with these listeners. */
export function gateway(...listeners: readonly object[]): object {
  return gatewayObject('Gateway', 'edge', { gatewayClassName: 'traefik', listeners });
}

export const http = { name: 'http', port: 80, protocol: 'HTTP' };

/** A listener of HTTPS with the certificate of the Secret `cert`. */
export const https = {
  name: 'https',
  port: 443,
  protocol: 'HTTPS',
  tls: { certificateRefs: [{ name: 'cert' }] },
};

export const toWeb = { name: 'web', port: 80 };

/** An HTTPRoute on the Gateway `edge`. */
export function httpRoute(name: string, spec: object): object {
  const rules = [{ backendRefs: [toWeb] }];
  return gatewayObject('HTTPRoute', name, { parentRefs: [{ name: 'edge' }], rules, ...spec });
}

/** A Traefik with the provider, and with the Service `web`, the class and these objects. */
export function modelOf(
  objects: readonly object[],
  options: object = {},
  more: TrafficModelOptions = {},
): TrafficModel {
  const traefik = {
    entryPoints: {
      web: { address: ':80' },
      websecure: { address: ':443', http: { tls: {} } },
      tcp: { address: ':7000' },
    },
    providers: { kubernetesGateway: options, kubernetesCRD: {} },
    api: {},
  };
  return TrafficModel.from(shop(service('next', 80), gatewayClass, ...objects), { traefik, ...more });
}
