import type { Environment, EnvironmentSpec } from '../../environment';
import type { GoServiceProps } from '../../../constructs/workload';

type ServiceSpec = NonNullable<EnvironmentSpec['services']>[string];

/** A service of the files with what it takes from its environment: who Traefik is, and the environment's name. */
export function serviceProps({ name, spec }: Environment, service: ServiceSpec): GoServiceProps {
  const { namespace, labels } = spec.traefik ?? {};
  return { ...service, environment: name, traefik: { namespace, podLabels: labels } };
}
