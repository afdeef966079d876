import type { Tell } from './fault';
import { type Placed, below, has } from './fields';
import type { Pod } from './pods';

/** Programs that are to run as root and not to run as root. */
export function users(pod: Pod, tell: Tell): void {
  const shared = below(pod.spec, 'securityContext');
  const told = new Set<string>();
  for (const container of pod.containers) {
    const own = below(container, 'securityContext');
    const holder = (key: string): Placed => (has(own, key) ? own : shared);
    const user = holder('runAsUser');
    if (user.value['runAsUser'] !== 0 || holder('runAsNonRoot').value['runAsNonRoot'] !== true) continue;
    const field = [...user.field, 'runAsUser'];
    // What the pod says holds for all of its containers, and is told once.
    if (told.has(field.join('.'))) continue;
    told.add(field.join('.'));
    tell('root-refused', field, {
      message: 'The program is to run as root (0), and not to run as root.',
      consequence: 'The pod stays in CreateContainerConfigError.',
      fix: 'Use another user, or set runAsNonRoot to false.',
    });
  }
}
