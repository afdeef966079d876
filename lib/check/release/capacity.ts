import type { Finding } from '../../core/finding';
import { serviceKey } from '../../core/manifest';
import type { ReleaseDeclaration, ReleaseStep } from '../../traefik/release';
import { podsOf, workloadsOf } from './uses';

/**
 * Whether the pods of the next version can carry its share at a step, and those of the service can take all back, as they
 * carried all at the first one.
 */
export function capacityFindings(
  step: ReleaseStep,
  first: ReleaseStep,
  { service, next, namespace }: ReleaseDeclaration,
): readonly Finding[] {
  const most = ({ objects }: ReleaseStep, name: string): number =>
    workloadsOf(objects, serviceKey(namespace, name))
      .map((workload) => podsOf(objects, workload).max)
      .reduce((sum, pods) => sum + pods, 0);
  const all = most(first, service);
  const [own, beside] = [most(step, service), most(step, next)];
  const needed = Math.ceil((all * step.weight) / 100);
  const told = (message: string): Finding => ({ rule: 'release-over-capacity', message });
  return [
    ...(beside < needed
      ? [
          told(
            `The next version may have ${beside} pods, and ${step.weight} percent of what ${all} carry need ${needed}.`,
          ),
        ]
      : []),
    ...(own < all ? [told(`The service may have ${own} pods, and took ${all} to carry all requests.`)] : []),
  ];
}
