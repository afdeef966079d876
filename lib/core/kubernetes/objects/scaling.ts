import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { has, numberAt } from './fields';
import { specOf } from './pods';

/** Bounds that leave nothing between them. */
export function autoscalers(object: ApiObjectData, tell: Tell): void {
  const autoscaler = specOf(object);
  const [least = 1, most] = [numberAt(autoscaler, 'minReplicas'), numberAt(autoscaler, 'maxReplicas')];
  if (most !== undefined && least > most) {
    tell('min-above-max', [...autoscaler.field, 'minReplicas'], {
      message: `The least number of pods is ${least}, and the greatest ${most}.`,
      consequence: 'The API server refuses the autoscaler.',
      fix: 'Raise maxReplicas or lower minReplicas.',
    });
  }
}

/** Budgets that say two things. */
export function budgets(object: ApiObjectData, tell: Tell): void {
  const budget = specOf(object);
  if (!has(budget, 'maxUnavailable') || !has(budget, 'minAvailable')) return;
  tell('budget-said-twice', [...budget.field, 'minAvailable'], {
    message: 'The disruption budget has both maxUnavailable and minAvailable.',
    consequence: 'The API server refuses it.',
    fix: 'Keep one of them; where the other comes from a base file, set it to null.',
  });
}
