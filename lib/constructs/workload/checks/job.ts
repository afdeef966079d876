import type { Finding } from '../../../core/finding';
import { isDnsLabel } from '../../construct';
import type { PodModel } from '../model';
import type { KnownService, ServiceRegistry } from '../registry';
import { checkPod } from './check-service';
import { error } from './finding';

/** A pod is labelled with the name of its Job, a label has 63 characters, and a hash of eight is added. */
const longestJob = 54;

/** The controller adds the minute of a run. */
const longestCronJob = 52;

/** Everything that is wrong with a job. */
export function checkJob(model: PodModel, self: KnownService, registry: ServiceRegistry): readonly Finding[] {
  return [...checkPod(model, self, registry), ...checkLength(model.name, 'Job', longestJob)];
}

/** Everything that is wrong with a job by schedule. */
export function checkCronJob(
  model: PodModel,
  self: KnownService,
  registry: ServiceRegistry,
): readonly Finding[] {
  return [...checkPod(model, self, registry), ...checkLength(model.name, 'CronJob', longestCronJob)];
}

function* checkLength(name: string, kind: string, longest: number): Iterable<Finding> {
  if (!isDnsLabel(name) || name.length <= longest) return;
  yield error('invalid-name', ['name'], {
    message: `"${name}" has ${name.length} characters, and a ${kind} can have ${longest}.`,
    consequence: 'With what is added to the name it is too long for a label, and no pod is made.',
    fix: 'Shorten the name.',
  });
}
