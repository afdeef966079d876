/** Short ways to write objects in tests. They live in the namespace `shop` unless said otherwise. */

export const namespace = 'shop';

export function traefikObject(kind: string, name: string, spec: unknown, metadata: object = {}): object {
  return { apiVersion: 'traefik.io/v1alpha1', kind, metadata: { name, namespace, ...metadata }, spec };
}

export function service(name: string, ...ports: readonly (number | object)[]): object {
  const spec = { ports: ports.map((port) => (typeof port === 'number' ? { port } : port)) };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
}

export function secret(name: string, stringData: Readonly<Record<string, string>>, type = 'Opaque'): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData };
}

/** An IngressRoute with one route to the Service `web`, on the entry point `web`. */
export function ingressRoute(name: string, match: string, route: object = {}, spec: object = {}): object {
  const routes = [{ match, kind: 'Rule', services: [{ name: 'web', port: 80 }], ...route }];
  return traefikObject('IngressRoute', name, { entryPoints: ['web'], routes, ...spec });
}

/** The Service `web` with one port, and whatever else. */
export function shop(...objects: readonly object[]): readonly object[] {
  return [service('web', { name: 'http', port: 80, targetPort: 8080 }), ...objects];
}
