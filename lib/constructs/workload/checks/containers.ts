import { type FieldPath, type Finding } from '../../../core/finding';
import { isDnsLabel } from '../../construct';
import type { PodModel } from '../model';
import { initCheckName } from '../init-check';
import { error } from './finding';

/** Names of containers, and where telemetry goes. */
export function* checkContainers({ name: service, spec }: PodModel): Iterable<Finding> {
  const own: readonly (readonly [name: string, field: FieldPath])[] = [
    ...(spec.go && spec.go.check ? [[initCheckName, ['go', 'check']] as const] : []),
    ...(spec.preflight ? [['preflight', ['preflight']] as const] : []),
  ];
  const taken = new Set([service, ...own.map(([name]) => name)]);
  for (const name of Object.keys(spec.initContainers ?? {})) {
    const problem = isDnsLabel(name)
      ? taken.has(name) && `Another container of the pod is called "${name}".`
      : `"${name}" is no name for a container.`;
    if (problem === false) continue;
    yield error('invalid-name', ['initContainers', name], {
      message: problem,
      consequence: 'The API server refuses the workload.',
      fix: 'Use at most 63 lower case letters, digits and hyphens, and another name than the service, `preflight` and `init-check`.',
    });
  }
  for (const [name, field] of own.filter(([name]) => name === service)) {
    yield error('invalid-name', field, {
      message: `The service and its ${name} container would both be called "${name}".`,
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
