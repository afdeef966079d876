import type { Kit } from '../differential/differential';
import { request } from '../differential/rules';
import type { BuiltTraefik } from '../parts/parts';
import type { StaticConfig } from '../support';
import { generateGateways } from './objects';
import { standingOfGateways } from './standing';
import { compareStatuses } from './status';

/** Gateways with their routes, requests that meet them, and what Traefik writes into their status. */
export const gatewayKit: Kit = {
  standing: standingOfGateways,
  objects: generateGateways,
  request,
  inspect: compareStatuses,
};

const entryPoints = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  mixed: { address: ':8500' },
  tcp: { address: ':7000' },
};

const provider = { throttleDuration: '50ms' };

/** The provider as it is by default, and with all that changes what it makes. */
export const gatewayConfigurations: readonly StaticConfig[] = [
  { entryPoints, providers: { kubernetesGateway: provider } },
  {
    entryPoints,
    providers: {
      kubernetesGateway: {
        ...provider,
        experimentalChannel: true,
        labelSelector: 'team=a',
        crossProviderNamespaces: ['two'],
        statusAddress: { ip: '10.99.0.7' },
      },
    },
  },
  {
    entryPoints,
    providers: {
      kubernetesCRD: { namespaces: ['two'] },
      kubernetesGateway: {
        ...provider,
        experimentalChannel: true,
        namespaces: ['one'],
        nativeLBByDefault: true,
      },
    },
  },
];

/** A release with each of the configurations. */
export function gatewaySubjects(
  versions: readonly BuiltTraefik[],
): readonly (readonly [BuiltTraefik, number, StaticConfig])[] {
  return versions.flatMap((version) =>
    gatewayConfigurations.map((config, index) => [version, index, config] as const),
  );
}
