import type { Environment, EnvironmentSpec } from '../../environment';
import type { GoServiceProps } from '../../workload';

type ServiceSpec = NonNullable<EnvironmentSpec['services']>[string];

/** A service of the files with what it takes from its environment: who Traefik is, and the environment's name. */
export function serviceProps({ name, spec }: Environment, service: ServiceSpec): GoServiceProps {
  const { networkPolicy, telemetry } = service;
  const traefik = {
    namespace: spec.traefik?.namespace ?? 'traefik',
    ...(spec.traefik?.labels && { podLabels: spec.traefik.labels }),
  };
  return {
    ...service,
    ...(networkPolicy !== false && { networkPolicy: { traefik, ...networkPolicy } }),
    ...(telemetry && { telemetry: { environment: name, ...(telemetry === true ? {} : telemetry) } }),
  };
}
