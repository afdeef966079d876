import type { TraefikVersion } from '../version';
import type { ProviderConfiguration } from './dynamic/configuration';
import { makeCluster } from './provider/cluster';
import { type ProvidedGateways, provideGateway } from './provider/gateway';
import { provideIngress } from './provider/ingress';
import { type NginxSettings, provideIngressNginx, readNginxAnnotations } from './provider/ingressnginx';
import type { Drop } from './provider/result';
import { readStaticConfiguration } from './static';

/** What a provider makes of Ingresses, before anything is resolved. */
export interface IngressConfiguration {
  readonly provider: 'kubernetesIngress' | 'kubernetesIngressNGINX';
  readonly configuration: ProviderConfiguration;
  /** What it leaves out, and why. */
  readonly dropped: readonly Drop[];
}

/**
 * What Traefik's providers make of Ingresses: routers, services and middlewares, each router with the Ingress it comes from.
 *
 * @param traefik its static configuration
 */
export function ingressConfigurations(
  objects: Iterable<unknown>,
  traefik: unknown,
  version: TraefikVersion,
): readonly IngressConfiguration[] {
  const cluster = makeCluster(objects);
  const statics = readStaticConfiguration(traefik, new Map(), version);
  const { kubernetesIngress, kubernetesIngressNGINX } = statics.file.providers ?? {};
  return [
    ...(kubernetesIngress
      ? [{ provider: 'kubernetesIngress', ...provideIngress(cluster, kubernetesIngress, statics) } as const]
      : []),
    ...(kubernetesIngressNGINX
      ? [
          {
            provider: 'kubernetesIngressNGINX',
            ...provideIngressNginx(cluster, kubernetesIngressNGINX, statics),
          } as const,
        ]
      : []),
  ];
}

/**
 * What Traefik's provider of the Gateway API makes of objects, before anything is resolved; undefined where it is off.
 *
 * @param traefik its static configuration
 */
export function gatewayConfiguration(
  objects: Iterable<unknown>,
  traefik: unknown,
  version: TraefikVersion,
): ProvidedGateways | undefined {
  const statics = readStaticConfiguration(traefik, new Map(), version);
  const { kubernetesGateway } = statics.file.providers ?? {};
  return kubernetesGateway && provideGateway(makeCluster(objects), kubernetesGateway, statics);
}

/** The annotations of ingress-nginx on an Ingress, as Traefik reads them. */
export function nginxSettingsOf(annotations: Readonly<Record<string, string>> = {}): NginxSettings {
  return readNginxAnnotations(new Map(Object.entries(annotations)));
}
