import type { FieldPath, Finding } from '../../finding';
import { type ApiObjectData, isDnsLabel } from '../../manifest';
import { fault } from './fault';
import { below, each, textAt } from './fields';
import { podOf, specOf } from './pods';

/** Names of containers and volumes that the API server refuses. */
export function* innerNames(object: ApiObjectData): Iterable<Finding> {
  yield* containers(object);
  yield* volumes(object);
}

function* containers(object: ApiObjectData): Iterable<Finding> {
  const pod = podOf(object);
  if (!pod) return;
  // The program is the one that keeps its name: what is called as it is, is told of the init container.
  const all = [...each(pod.spec, 'containers'), ...each(pod.spec, 'initContainers').toReversed()];
  const taken = new Set<string>();
  for (const container of all) {
    const name = textAt(container, 'name');
    if (name === undefined) continue;
    const field = [...container.field, 'name'];
    if (!isDnsLabel(name)) yield invalid(field, `"${name}" is no name for a container.`);
    else if (taken.has(name)) yield invalid(field, `Another container of the pod is called "${name}".`);
    taken.add(name);
  }
}

function* volumes(object: ApiObjectData): Iterable<Finding> {
  const set = specOf(object, 'apps/v1 StatefulSet');
  const claims = set ? each(set, 'volumeClaimTemplates').map((claim) => below(claim, 'metadata')) : [];
  const pod = podOf(object);
  for (const volume of [...(pod ? each(pod.spec, 'volumes') : []), ...claims]) {
    const name = textAt(volume, 'name');
    if (name === undefined || isDnsLabel(name)) continue;
    yield invalid([...volume.field, 'name'], `"${name}" is no name for a volume.`);
  }
}

function invalid(field: FieldPath, message: string): Finding {
  return fault('invalid-name', field, {
    message,
    consequence: 'The API server refuses the workload.',
    fix: 'Use at most 63 lower case letters, digits and hyphens, and a name that no other container of the pod has.',
  });
}
