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

/** What providers make of Ingresses and of the Gateway API. */
export interface RouteConfigurations {
  readonly ingresses: readonly IngressConfiguration[];
  /** Undefined where its provider is off. */
  readonly gateways: ProvidedGateways | undefined;
}

/**
 * What Traefik's providers make of Ingresses and of objects of the Gateway API: routers, services and middlewares, each
 * router with the object it comes from.
 *
 * @param traefik its static configuration
 */
export function routeConfigurations(
  objects: Iterable<unknown>,
  traefik: unknown,
  version: TraefikVersion,
): RouteConfigurations {
  const cluster = makeCluster(objects);
  const statics = readStaticConfiguration(traefik, new Map(), version);
  const { kubernetesIngress, kubernetesIngressNGINX, kubernetesGateway } = statics.file.providers ?? {};
  return {
    ingresses: [
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
    ],
    gateways: kubernetesGateway && provideGateway(cluster, kubernetesGateway, statics),
  };
}

/** The annotations of ingress-nginx on an Ingress, as Traefik reads them. */
export function nginxSettingsOf(annotations: Readonly<Record<string, string>> = {}): NginxSettings {
  return readNginxAnnotations(new Map(Object.entries(annotations)));
}
