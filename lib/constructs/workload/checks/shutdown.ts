import type { Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import { error, warning } from './finding';

/** The times of a pod's end have to fit into each other. */
export function* checkShutdown({ spec, shutdown }: ServiceModel): Iterable<Finding> {
  const { drainSeconds = 0, preStopCommand } = spec.shutdown ?? {};
  const { preStopSeconds, gracePeriodSeconds } = shutdown;
  if (!preStopCommand && gracePeriodSeconds <= preStopSeconds) {
    yield error('grace-within-pre-stop', ['shutdown', 'terminationGracePeriodSeconds'], {
      message: `The grace period of ${gracePeriodSeconds} s ends before the preStop sleep of ${preStopSeconds} s.`,
      consequence: 'Kubernetes kills the program without SIGTERM, and its requests break off.',
      fix: `Give it at least ${preStopSeconds + drainSeconds + 5} s, or remove it.`,
    });
  } else if (gracePeriodSeconds < preStopSeconds + drainSeconds) {
    yield warning('grace-within-drain', ['shutdown', 'terminationGracePeriodSeconds'], {
      message: `The grace period of ${gracePeriodSeconds} s is shorter than ${preStopSeconds} s preStop and ${drainSeconds} s drain.`,
      consequence: 'Kubernetes kills the program while it still finishes requests.',
      fix: `Give it at least ${preStopSeconds + drainSeconds} s, or remove it.`,
    });
  }
}
