import type { FieldPath } from '../../finding';
import { type ApiObjectData, isDnsLabel } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, below, each, textAt } from './fields';
import { type Pod, specOf } from './pods';

/** Names of containers that the API server refuses. */
export function containerNames({ initContainers, containers }: Pod, tell: Tell): void {
  // The program is the one that keeps its name: what is called as it is, is told of the init container.
  const all = [...containers.slice(initContainers.length), ...initContainers.toReversed()];
  const taken = new Set<string>();
  for (const container of all) {
    const name = textAt(container, 'name');
    if (name === undefined) continue;
    if (!isDnsLabel(name)) invalid(container.field, `"${name}" is no name for a container.`, tell);
    else if (taken.has(name)) {
      invalid(container.field, `Another container of the pod is called "${name}".`, tell);
    }
    taken.add(name);
  }
}

/** Names of volumes that the API server refuses. */
export function volumeNames({ volumes }: Pod, tell: Tell): void {
  for (const volume of volumes) volumeName(volume, tell);
}

/** The same of volumes that are made for each pod. */
export function claimNames(set: ApiObjectData, tell: Tell): void {
  for (const claim of each(specOf(set), 'volumeClaimTemplates')) volumeName(below(claim, 'metadata'), tell);
}

function volumeName(volume: Placed, tell: Tell): void {
  const name = textAt(volume, 'name');
  if (name === undefined || isDnsLabel(name)) return;
  invalid(volume.field, `"${name}" is no name for a volume.`, tell);
}

function invalid(holder: FieldPath, message: string, tell: Tell): void {
  tell('invalid-name', [...holder, 'name'], {
    message,
    consequence: 'The API server refuses the workload.',
    fix: 'Use at most 63 lower case letters, digits and hyphens, and a name that no other container of the pod has.',
  });
}
