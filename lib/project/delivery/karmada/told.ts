import { type Problem, problemAt, didYouMean } from '../../../core/finding';
import { type ApiObjectData, formatIdentity, identityOf } from '../../../core/manifest';
import type { DeliveredEnvironment } from '../delivery';
import { placeIn } from '../places';
import type { Said } from './settings';

/** What hits nothing. */
export function withoutEffect(
  environment: DeliveredEnvironment,
  { field }: Said<unknown>,
  message: string,
  meant?: string,
): Problem {
  return problemAt(placeIn(environment, field), {
    rule: 'override-without-effect',
    message,
    ...(meant !== undefined && { fix: `Did you mean ${meant}?` }),
  });
}

/** What is said of a workload that is not there. */
export function unknownWorkload(
  environment: DeliveredEnvironment,
  { field }: Said<unknown>,
  name: string,
  known: readonly string[],
): Problem {
  return problemAt(placeIn(environment, field), {
    rule: 'unknown-delivered-workload',
    message: `No workload "${name}" of ${environment.name} goes there.`,
    ...didYouMean(name, known),
  });
}

/** Replicas that both Karmada and an autoscaler decide. */
export function ownedByTwo(
  environment: DeliveredEnvironment,
  { field }: Said<unknown>,
  workload: string,
  owner: ApiObjectData,
): Problem {
  return problemAt(placeIn(environment, field), {
    rule: 'two-owners',
    message: `Karmada and ${formatIdentity(identityOf(owner))} both decide how many replicas of ${workload} there are.`,
    consequence: 'Each of them takes back what the other has done.',
    fix: `Leave it to the autoscaler: write delivery.karmada.workloads.${workload}.replicaScheduling: Duplicated and no replicas, or take the autoscaler away.`,
  });
}
