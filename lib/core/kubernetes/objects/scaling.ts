import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from './fault';
import { has, numberAt } from './fields';
import { specOf } from './pods';

/** Bounds that leave nothing between them, and budgets that say two things. */
export function* scaling(object: ApiObjectData): Iterable<Finding> {
  const autoscaler = specOf(
    object,
    'autoscaling/v2 HorizontalPodAutoscaler',
    'autoscaling/v1 HorizontalPodAutoscaler',
  );
  if (autoscaler) {
    const [least = 1, most] = [numberAt(autoscaler, 'minReplicas'), numberAt(autoscaler, 'maxReplicas')];
    if (most !== undefined && least > most) {
      yield fault('min-above-max', [...autoscaler.field, 'minReplicas'], {
        message: `The least number of pods is ${least}, and the greatest ${most}.`,
        consequence: 'The API server refuses the autoscaler.',
        fix: 'Raise maxReplicas or lower minReplicas.',
      });
    }
  }
  const budget = specOf(object, 'policy/v1 PodDisruptionBudget');
  if (!budget || !has(budget, 'maxUnavailable') || !has(budget, 'minAvailable')) return;
  yield fault('budget-said-twice', [...budget.field, 'minAvailable'], {
    message: 'The disruption budget has both maxUnavailable and minAvailable.',
    consequence: 'The API server refuses it.',
    fix: 'Keep one of them; where the other comes from a base file, set it to null.',
  });
}
