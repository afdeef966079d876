import { isPlainMap, valueAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { type ApiObjectData, type PlacedObject, groupOf } from '../../core/manifest';
import type { Link } from './link';

/** Where kinds of objects have the labels by which they choose pods. */
const selectors: Readonly<Record<string, FieldPath>> = {
  '/Service': ['spec', 'selector'],
  'policy/PodDisruptionBudget': ['spec', 'selector', 'matchLabels'],
  'networking.k8s.io/NetworkPolicy': ['spec', 'podSelector', 'matchLabels'],
};

/** Where kinds of objects have the labels of the pods that they make. */
const templates: Readonly<Record<string, FieldPath>> = {
  '/Pod': ['metadata', 'labels'],
  'apps/Deployment': ['spec', 'template', 'metadata', 'labels'],
  'apps/StatefulSet': ['spec', 'template', 'metadata', 'labels'],
  'apps/DaemonSet': ['spec', 'template', 'metadata', 'labels'],
  'apps/ReplicaSet': ['spec', 'template', 'metadata', 'labels'],
};

/** Finds, for an object that chooses pods by their labels, the objects that make these pods. */
export function selectionsOf(objects: readonly PlacedObject[]): (object: ApiObjectData) => readonly Link[] {
  const byLabel = new Map<string, ApiObjectData[]>();
  for (const { object } of objects) {
    for (const label of labelsAt(object, templates[keyOf(object)])) {
      const key = labelKey(object.metadata.namespace, label);
      const others = byLabel.get(key);
      if (others) others.push(object);
      else byLabel.set(key, [object]);
    }
  }
  return (object) => {
    const field = selectors[keyOf(object)];
    const labels = labelsAt(object, field);
    const { namespace } = object.metadata;
    const [fewest = [], ...others] = labels
      .map((label) => byLabel.get(labelKey(namespace, label)) ?? [])
      .toSorted((a, b) => a.length - b.length);
    const rest = others.map((chosen) => new Set(chosen));
    return fewest
      .filter((candidate) => rest.every((chosen) => chosen.has(candidate)))
      .map(({ apiVersion, kind, metadata }) => ({
        field: field ?? [],
        group: groupOf(apiVersion),
        kind,
        namespace,
        name: metadata.name,
      }));
  };
}

function keyOf({ apiVersion, kind }: ApiObjectData): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function labelsAt(object: ApiObjectData, field: FieldPath | undefined): readonly [string, unknown][] {
  const labels = field && valueAt(object, ...field);
  return isPlainMap(labels) ? Object.entries(labels) : [];
}

function labelKey(namespace: string | undefined, [key, value]: readonly [string, unknown]): string {
  return JSON.stringify([namespace, key, value]);
}
