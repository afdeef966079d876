import { nearest, own, valueAt } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { placesAt, selectionsOf, stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

const kinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']);

/**
 * Services whose selector selects no workload, or whose target port no container has. Where the namespace has no workload,
 * they are elsewhere and nothing can be said.
 */
export const podsOfService: ObjectCheck = (inventory) => {
  const { objects } = inventory;
  const selected = selectionsOf(objects);
  const workloads = new Map(
    objects.flatMap(({ object }) =>
      kinds.has(object.kind) ? [[keyOf({ kind: object.kind, ...object.metadata }), object] as const] : [],
    ),
  );
  const inhabited = new Set([...workloads.values()].map(({ metadata }) => metadata.namespace));
  return objects.flatMap((placed): ObjectFinding[] => {
    const { object } = placed;
    const selector = valueAt(object, 'spec', 'selector');
    const labels = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${String(value)}`);
    if (object.kind !== 'Service' || object.apiVersion !== 'v1' || labels.length === 0) return [];
    if (!inhabited.has(object.metadata.namespace)) return [];
    const pods = selected(object).flatMap((link) => workloads.get(keyOf(link)) ?? []);
    if (pods.length === 0) {
      const message = `No workload of the namespace has the labels ${labels.join(',')}.`;
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

function keyOf({
  kind,
  namespace,
  name,
}: {
  kind: string;
  namespace?: string | undefined;
  name: string;
}): string {
  return JSON.stringify([kind, namespace, name]);
}

function portNames(object: ApiObjectData): readonly string[] {
  const spec = object.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
  return ['containers', 'initContainers'].flatMap((list) =>
    placesAt(object, [...spec, list, '*', 'ports', '*']).flatMap(
      ({ value }) => stringAt(value, 'name') ?? [],
    ),
  );
}
