import type { Kit } from '../differential/differential';
import { request } from '../differential/rules';
import type { BuiltTraefik } from '../parts/parts';
import type { StaticConfig } from '../support';
import { generateIngresses, standingOfNginx } from './objects';

/** Ingresses of ingress-nginx, and requests that meet them. */
export const nginxKit: Kit = {
  standing: standingOfNginx,
  objects: generateIngresses,
  request: (random) => {
    const made = request(random);
    const cookie = random.maybe(0.15, () =>
      random.pick(['canary=always', 'a=b; c.1=always', 'canary=never', 'cx1=always']),
    );
    const test = random.maybe(0.15, () => random.pick(['always', 'never', '7']));
    const headers = {
      ...made.headers,
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(test !== undefined && made.headers['x-test'] === undefined && { 'X-Test': test }),
    };
    return { ...made, headers };
  },
};

const entryPoints = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  mixed: { address: ':8500' },
};

const provider = { throttleDuration: '50ms' };

/** The provider as it is by default, and with all that changes what it makes. */
export const nginxConfigurations: readonly StaticConfig[] = [
  { entryPoints, providers: { kubernetesIngressNGINX: provider } },
  {
    entryPoints: {
      ...entryPoints,
      mixed: { address: ':8500', asDefault: true },
      websecure: { address: ':8443', asDefault: true, http: { tls: {} } },
    },
    providers: {
      kubernetesIngressNGINX: {
        ...provider,
        watchIngressWithoutClass: true,
        defaultBackendService: 'one/other',
        customHTTPErrors: ['503'],
        strictValidatePathType: false,
        allowCrossNamespaceResources: true,
        globalAllowedResponseHeaders: ['X-Out', 'X Y'],
        ipAllowListStrategy: { depth: 1 },
        disableSvcExternalName: true,
      },
    },
  },
  {
    entryPoints,
    providers: {
      kubernetesIngressNGINX: {
        ...provider,
        httpEntryPoint: 'web',
        httpsEntryPoint: 'websecure',
        watchNamespace: 'one',
        ingressClassByName: true,
        globalAuthURL: 'http://127.0.0.1:9/check',
        proxyRequestBuffering: true,
        proxyBuffering: true,
        proxyBodySize: 2000,
        proxyNextUpstreamTries: 0,
        globalAllowedResponseHeaders: ['X-Out'],
      },
    },
  },
];

/** A release with each of the configurations. */
export function nginxSubjects(
  versions: readonly BuiltTraefik[],
): readonly (readonly [BuiltTraefik, number, StaticConfig])[] {
  return versions.flatMap((version) =>
    nginxConfigurations.map((config, index) => [version, index, config] as const),
  );
}
