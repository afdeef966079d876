import { asMap, own, perType, valueAt, valueText } from '../../core/base';
import { podMakerOf } from '../../core/kubernetes';
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

const selectorOf = perType(({ apiVersion, kind }) => selectors[`${groupOf(apiVersion)}/${kind}`]);

/** Where objects of a type have the labels of the pods that they make. */
const podLabelsOf = perType((type): FieldPath | undefined => {
  const maker = podMakerOf(type);
  return maker && [...maker.template, 'metadata', 'labels'];
});

/** Finds, for an object that chooses pods by their labels, what ties it to the objects that make these pods. */
export function selectionsOf(objects: readonly PlacedObject[]): (object: ApiObjectData) => readonly Link[] {
  const makersOf = podMakersOf(objects);
  return (object) => {
    const field = selectorOf(object) ?? [];
    return makersOf(object).map(({ apiVersion, kind, metadata }) => ({
      field,
      group: groupOf(apiVersion),
      kind,
      namespace: object.metadata.namespace,
      name: metadata.name,
    }));
  };
}

/** Finds, for an object that chooses pods by their labels, the objects that make these pods. */
export function podMakersOf(
  objects: readonly PlacedObject[],
): (object: ApiObjectData) => readonly ApiObjectData[] {
  /** By the key of a label, the namespace and the value of the label. */
  const makers = new ByPlace<Maker[]>();
  for (const { object } of objects) {
    const field = podLabelsOf(object);
    if (!field) continue;
    const { namespace } = object.metadata;
    const maker = { object, labels: labelsAt(object, field) };
    for (const key of Object.keys(maker.labels)) {
      const text = textOf(maker.labels[key]);
      const others = makers.get(key, namespace, text);
      if (others) others.push(maker);
      else makers.set(key, namespace, text, [maker]);
    }
  }
  return (object) => {
    const field = selectorOf(object);
    if (!field) return [];
    const { namespace } = object.metadata;
    const wanted = labelsAt(object, field);
    const keys = Object.keys(wanted);
    let fewest: readonly Maker[] | undefined;
    for (const key of keys) {
      const withLabel = makers.get(key, namespace, textOf(wanted[key])) ?? [];
      if (!fewest || withLabel.length < fewest.length) fewest = withLabel;
    }
    const chosen = fewest?.filter(({ labels }) => keys.every((key) => own(labels, key) === wanted[key]));
    return chosen?.map((maker) => maker.object) ?? [];
  };
}

/** What makes pods, and the labels that these have. */
interface Maker {
  readonly object: ApiObjectData;
  readonly labels: Labels;
}

/** By this text a label is looked up, whatever it is. */
function textOf(label: unknown): string {
  return typeof label === 'string' ? label : valueText(label);
}

type Labels = Readonly<Record<string, unknown>>;

function labelsAt(object: ApiObjectData, field: FieldPath): Labels {
  return asMap(valueAt(object, ...field));
}
