import type { Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import { warning } from './finding';

/** The times of a pod's end have to fit into each other. */
export function* checkShutdown({ spec, shutdown }: ServiceModel): Iterable<Finding> {
  const { drainSeconds = 0, preStopCommand } = spec.shutdown ?? {};
  const { preStopSeconds, gracePeriodSeconds } = shutdown;
  const isWithinPreStop = !preStopCommand && gracePeriodSeconds <= preStopSeconds;
  if (!isWithinPreStop && gracePeriodSeconds < preStopSeconds + drainSeconds) {
    yield warning('grace-within-drain', ['shutdown', 'terminationGracePeriodSeconds'], {
      message: `The grace period of ${gracePeriodSeconds} s is shorter than ${preStopSeconds} s preStop and ${drainSeconds} s drain.`,
      consequence: 'Kubernetes kills the program while it still finishes requests.',
      fix: `Give it at least ${preStopSeconds + drainSeconds} s, or remove it.`,
    });
  }
}
