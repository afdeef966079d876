import { hasErrors } from '../../../core/finding';
import type { Delivery, DeliveryFile, DeliveryInput } from '../delivery';
import { nameOf } from '../places';
import { planOf } from './plan';
import { overridePolicies, propagationPolicies } from './policies';

/**
 * For Karmada: for each workload of an environment a policy that takes it to its clusters with everything that it needs,
 * for what several need one in common, and for each object that is otherwise somewhere a policy that says how. The
 * manifests themselves are applied to Karmada's own API server as to that of a cluster.
 *
 * @see https://karmada.io/docs/userguide/scheduling/propagation-policy/
 */
export function karmada(input: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const plans = input.environments.map((environment) => ({ environment, plan: planOf(environment) }));
  for (const { environment, plan } of plans) {
    if (hasErrors(plan.problems)) continue;
    const prefix = nameOf(environment, input);
    const overrides = overridePolicies(plan, prefix);
    files.set(`${environment.name}/propagation.yaml`, { objects: propagationPolicies(plan, prefix) });
    if (overrides.length > 0) files.set(`${environment.name}/overrides.yaml`, { objects: overrides });
  }
  return { files, problems: plans.flatMap(({ plan }) => plan.problems) };
}
