import { type Finding } from '../../../core/finding';
import { isDnsLabel } from '../../construct';
import type { PodModel } from '../model';
import { error } from './finding';

/** Names of containers, and where telemetry goes. */
export function* checkContainers({ name: service, spec }: PodModel): Iterable<Finding> {
  const taken = new Set([service, ...(spec.preflight ? ['preflight'] : [])]);
  for (const name of Object.keys(spec.initContainers ?? {})) {
    const problem = isDnsLabel(name)
      ? taken.has(name) && `Another container of the pod is called "${name}".`
      : `"${name}" is no name for a container.`;
    if (problem === false) continue;
    yield error('invalid-name', ['initContainers', name], {
      message: problem,
      consequence: 'The API server refuses the workload.',
      fix: 'Use at most 63 lower case letters, digits and hyphens, and another name than the service and `preflight`.',
    });
  }
  if (spec.preflight && service === 'preflight') {
    yield error('invalid-name', ['preflight'], {
      message: 'The service and its preflight container would both be called "preflight".',
      consequence: 'The API server refuses the workload.',
      fix: 'Rename the service, or use `initContainers`.',
    });
  }
  const endpoint = typeof spec.telemetry === 'object' ? spec.telemetry.endpoint : undefined;
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) {
    yield error('invalid-telemetry-endpoint', ['telemetry', 'endpoint'], {
      message: `"${endpoint}" is no URL.`,
      consequence: 'SDKs take the endpoint for broken and send nothing.',
      fix: `Begin with http:// or https://, for example http://${endpoint}.`,
    });
  }
}
