import { nearest, own, valueAt } from '../../../core/base';
import { podMakerOf, podOf } from '../../../core/kubernetes';
import type { ApiObjectData } from '../../../core/manifest';
import { placesAt, podMakersOf, stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

/**
 * Services whose selector selects no workload, or whose target port no container has. Where the namespace has no workload
 * that goes on, they are elsewhere and nothing can be said.
 */
export const podsOfService: ObjectCheck = (inventory) => {
  const { objects } = inventory;
  const makersOf = podMakersOf(objects);
  const inhabited = new Set<string | undefined>();
  for (const { object } of objects)
    if (podMakerOf(object)?.ends === false) inhabited.add(object.metadata.namespace);
  return inventory.ofGroup('').flatMap((placed): readonly ObjectFinding[] => {
    const { object } = placed;
    if (object.kind !== 'Service' || object.apiVersion !== 'v1') return [];
    const labels = Object.entries(valueAt(object, 'spec', 'selector') ?? {});
    // What is no text the API server refuses.
    const isText = labels.every(([, value]) => typeof value === 'string');
    if (labels.length === 0 || !isText || !inhabited.has(object.metadata.namespace)) return [];
    const pods = makersOf(object);
    if (pods.length === 0) {
      const wanted = labels.map(([key, value]) => `${key}=${value}`).join(',');
      const message = `No workload of the namespace has the labels ${wanted}.`;
      return [{ placed, rule: 'unselected-pods', message, field: ['spec', 'selector'] }];
    }
    const names = pods.flatMap(portNames);
    return placesAt(object, ['spec', 'ports', '*']).flatMap(({ path, value }): ObjectFinding[] => {
      const target = own(value, 'targetPort');
      if (typeof target !== 'string' || names.includes(target)) return [];
      const near = nearest(target, names);
      const there = names.length === 0 ? 'they name none' : `they name ${[...new Set(names)].join(', ')}`;
      return [
        {
          placed,
          rule: 'unknown-target-port',
          message: `No container that the Service selects has a port called "${target}": ${there}.`,
          field: [...path, 'targetPort'],
          ...(near !== undefined && { fix: `Write "${near}".` }),
        },
      ];
    });
  });
};

function portNames(object: ApiObjectData): readonly string[] {
  const containers = podOf(object)?.containers ?? [];
  return containers.flatMap(({ ports }) => ports.flatMap(({ value }) => stringAt(value, 'name') ?? []));
}
