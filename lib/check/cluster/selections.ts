import { asMap, own, valueAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { type ApiObjectData, type PlacedObject, groupOf } from '../../core/manifest';
import { ByPlace } from './by-place';
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
  'argoproj.io/Rollout': ['spec', 'template', 'metadata', 'labels'],
};

/** Finds, for an object that chooses pods by their labels, the objects that make these pods. */
export function selectionsOf(objects: readonly PlacedObject[]): (object: ApiObjectData) => readonly Link[] {
  /** By the key of a label, the namespace and the value of the label. */
  const makers = new ByPlace<ApiObjectData[]>();
  const labelsOf = new Map<ApiObjectData, Labels>();
  for (const { object } of objects) {
    const field = templates[keyOf(object)];
    if (!field) continue;
    const labels = labelsAt(object, field);
    labelsOf.set(object, labels);
    for (const [key, value] of Object.entries(labels)) {
      const place = [key, object.metadata.namespace, JSON.stringify(value)] as const;
      const others = makers.get(...place);
      if (others) others.push(object);
      else makers.set(...place, [object]);
    }
  }
  return (object) => {
    const field = selectors[keyOf(object)];
    if (!field) return [];
    const { namespace } = object.metadata;
    const wanted = Object.entries(labelsAt(object, field));
    const [fewest = []] = wanted
      .map(([key, value]) => makers.get(key, namespace, JSON.stringify(value)) ?? [])
      .toSorted((a, b) => a.length - b.length);
    return fewest
      .filter((maker) => wanted.every(([key, value]) => own(labelsOf.get(maker), key) === value))
      .map(({ apiVersion, kind, metadata }) => ({
        field,
        group: groupOf(apiVersion),
        kind,
        namespace,
        name: metadata.name,
      }));
  };
}

type Labels = Readonly<Record<string, unknown>>;

function keyOf({ apiVersion, kind }: ApiObjectData): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function labelsAt(object: ApiObjectData, field: FieldPath): Labels {
  return asMap(valueAt(object, ...field));
}
