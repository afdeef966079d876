import type { Finding } from '../../finding';
import { type ApiObjectData, groupOf } from '../../manifest';
import { certificates } from './certificates';
import { dataSize } from './data-size';
import type { KubernetesCheck } from './fault';
import { images } from './images';
import { innerNames } from './inner-names';
import { jobs } from './jobs';
import { keys } from './keys';
import { labels } from './labels';
import { limitBelowRequest } from './limit-below-request';
import { memoryLimit } from './memory-limit';
import { mounts } from './mounts';
import { names } from './names';
import { networks } from './networks';
import { ports } from './ports';
import { probes } from './probes';
import { quantities } from './quantities';
import { rollout } from './rollout';
import { scaling } from './scaling';
import { serviceTargets } from './service-targets';
import { serviceType } from './service-type';
import { shutdown } from './shutdown';
import { texts } from './texts';
import { users } from './users';
import { variableSources } from './variable-sources';

/** The rules over one object, in the order in which their findings are shown. */
const checks: readonly KubernetesCheck[] = [
  names,
  labels,
  innerNames,
  images,
  quantities,
  limitBelowRequest,
  memoryLimit,
  variableSources,
  keys,
  texts,
  ports,
  mounts,
  probes,
  users,
  rollout,
  shutdown,
  scaling,
  serviceType,
  serviceTargets,
  networks,
  jobs,
  dataSize,
  certificates,
];

/**
 * What is wrong with an object beyond the form of its fields, whoever made it: what the API server refuses by its own
 * rules, and what cannot start. Of the fields of kinds that are not Kubernetes' own it knows those of Certificates.
 */
export function checkKubernetesObject(object: ApiObjectData): readonly Finding[] {
  // No API server ever sees what Docker runs.
  if (groupOf(object.apiVersion) === 'docker.com') return [];
  const found: Finding[] = [];
  for (const check of checks) for (const finding of check(object)) found.push(finding);
  return found;
}
