import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { dataSize } from './data-size';
import type { KubernetesCheck } from './fault';
import { images } from './images';
import { jobs } from './jobs';
import { limitBelowRequest } from './limit-below-request';
import { memoryLimit } from './memory-limit';
import { mounts } from './mounts';
import { networks } from './networks';
import { ports } from './ports';
import { probes } from './probes';
import { quantities } from './quantities';
import { rollout } from './rollout';
import { scaling } from './scaling';
import { serviceType } from './service-type';
import { shutdown } from './shutdown';
import { users } from './users';
import { variableSources } from './variable-sources';

/** The rules over one object of Kubernetes' own kinds, in the order in which their findings are shown. */
const checks: readonly KubernetesCheck[] = [
  images,
  quantities,
  limitBelowRequest,
  memoryLimit,
  variableSources,
  ports,
  mounts,
  probes,
  users,
  rollout,
  shutdown,
  scaling,
  serviceType,
  networks,
  jobs,
  dataSize,
];

/**
 * What is wrong with an object of Kubernetes' own kinds beyond the form of its fields: what the API server refuses by its
 * own rules, and what cannot start.
 */
export function checkKubernetesObject(object: ApiObjectData): readonly Finding[] {
  return checks.flatMap((check) => [...check(object)]);
}
