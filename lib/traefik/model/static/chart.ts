/** What Traefik runs under the official Helm chart 41 when its values are left alone. */
export const chartDefaults = {
  entryPoints: {
    metrics: { address: ':9100/tcp' },
    traefik: { address: ':8080/tcp' },
    web: { address: ':8000/tcp' },
    websecure: { address: ':8443/tcp', http: { tls: {} } },
  },
  api: { dashboard: true },
  ping: {},
  metrics: { prometheus: { entryPoint: 'metrics' } },
  providers: {
    kubernetesCRD: { allowEmptyServices: true },
    kubernetesIngress: { allowEmptyServices: true },
  },
};

/** Ports of the chart's Service, by entry point; the others are reached only inside the cluster. */
export const chartExposedPorts: ReadonlyMap<string, number> = new Map([
  ['web', 80],
  ['websecure', 443],
]);

/** The IngressClass that the chart makes: of a release called `traefik`, and the cluster's default. */
export const chartIngressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'traefik', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
  spec: { controller: 'traefik.io/ingress-controller' },
};
