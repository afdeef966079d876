import type { ApiObjectData } from '../../../core/manifest';
import { foreignFields } from '../differences';

/** Finds what else decides the replicas of an object: an autoscaler, a Canary, a Rollout. */
export function scalersAmong(
  objects: readonly ApiObjectData[],
): (object: ApiObjectData) => ApiObjectData | undefined {
  const scaled = foreignFields(objects).filter(({ pointers }) => pointers.includes('/spec/replicas'));
  return ({ kind, metadata: { name, namespace } }) =>
    scaled.find((one) => one.kind === kind && one.name === name && one.namespace === namespace)?.owner;
}
