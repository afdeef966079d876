import type { ApiObjectData } from '../../manifest';
import { type Placed, below, each, has, numberAt, textAt } from '../objects/fields';
import { podOf, specIf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** How many pods there are: what an autoscaler measures, and what a budget leaves. */
export function* scaling(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    const autoscaler = specIf(object, 'autoscaling/v2 HorizontalPodAutoscaler');
    if (autoscaler) yield* measures(objects, object, autoscaler);
    const budget = specIf(object, 'policy/v1 PodDisruptionBudget');
    if (budget) yield* leaves(objects, object, budget);
  }
}

function* measures(
  objects: readonly ApiObjectData[],
  object: ApiObjectData,
  autoscaler: Placed,
): Iterable<MadeFinding> {
  const target = below(autoscaler, 'scaleTargetRef');
  const workload = objects.find(
    ({ kind, metadata }) => kind === textAt(target, 'kind') && metadata.name === textAt(target, 'name'),
  );
  const pod = workload && podOf(workload);
  for (const metric of pod ? each(autoscaler, 'metrics') : []) {
    const resource = below(metric, 'resource');
    const name = textAt(resource, 'name');
    if (name === undefined || textAt(below(resource, 'target'), 'type') !== 'Utilization') continue;
    const containers = pod ? each(pod.spec, 'containers') : [];
    // Where there is a limit alone, the API server takes it for the request.
    const isAsked = ({ value, field }: Placed): boolean =>
      ['requests', 'limits'].some((side) => has(below({ value, field }, 'resources', side), name));
    if (containers.every(isAsked)) continue;
    yield faultIn(object, 'autoscaling-without-request', resource.field, {
      message: `The autoscaler measures ${name} in percent of a request that is not there.`,
      consequence: 'It reports FailedGetResourceMetric and never scales.',
      fix: `Set resources.requests.${name}.`,
    });
  }
}

function* leaves(
  objects: readonly ApiObjectData[],
  object: ApiObjectData,
  budget: Placed,
): Iterable<MadeFinding> {
  // What says both is refused.
  if (has(budget, 'maxUnavailable') && has(budget, 'minAvailable')) return;
  const [most, least] = [textAt(budget, 'maxUnavailable'), textAt(budget, 'minAvailable')];
  const isNone = most !== undefined && /^0%?$/.test(most);
  const isAll =
    least === '100%' || (least !== undefined && Number(least) >= (fewestPods(objects) ?? Infinity));
  if (!isNone && !isAll) return;
  yield faultIn(object, 'budget-forbids-eviction', budget.field, {
    severity: 'warning',
    message: 'The disruption budget lets no pod go.',
    consequence: 'A node with one of them cannot be drained, so upgrades of the cluster stop there.',
    fix: 'Let maxUnavailable be 1.',
  });
}

/** The fewest pods that there can be; unknown where somebody else scales them. */
function fewestPods(objects: readonly ApiObjectData[]): number | undefined {
  const numbers = objects.flatMap((object) => {
    const autoscaler = specIf(object, 'autoscaling/v2 HorizontalPodAutoscaler');
    const workload = specIf(object, 'apps/v1 Deployment', 'apps/v1 StatefulSet');
    return autoscaler
      ? (numberAt(autoscaler, 'minReplicas') ?? 1)
      : workload
        ? (numberAt(workload, 'replicas') ?? [])
        : [];
  });
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
