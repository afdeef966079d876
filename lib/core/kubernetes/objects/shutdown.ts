import type { Tell } from './fault';
import { below, numberAt } from './fields';
import type { Pod } from './pods';

/** What Kubernetes takes where a pod says nothing, in seconds. */
const usualGrace = 30;

/** What the program gets to end, in seconds, where all is as it is wanted. */
const exitSeconds = 5;

/** Pods that are killed before their preStop ends. */
export function shutdown(pod: Pod, tell: Tell): void {
  const grace = numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? usualGrace;
  for (const container of pod.containers) {
    const sleep = numberAt(below(container, 'lifecycle', 'preStop', 'sleep'), 'seconds');
    if (sleep === undefined || sleep === 0 || grace > sleep) continue;
    tell('grace-within-pre-stop', [...pod.spec.field, 'terminationGracePeriodSeconds'], {
      message: `The grace period of ${grace} s ends before the preStop sleep of ${sleep} s.`,
      consequence: 'Kubernetes kills the program without SIGTERM, and its requests break off.',
      fix: `Give it at least ${sleep + exitSeconds} s, or remove it.`,
    });
  }
}
