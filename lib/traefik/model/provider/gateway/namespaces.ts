import { asList, own } from '../../../../core/base';
import type { KubernetesView } from '../kubernetes';
import { text, texts } from '../read';

/** The label that the API server itself puts on every Namespace. */
const nameLabel = 'kubernetes.io/metadata.name';

/**
 * The namespaces that a selector of labels is for. One of which no Namespace is among the objects has no label but the one
 * that the API server puts there.
 */
export function selectedNamespaces(view: KubernetesView, selector: unknown): readonly string[] {
  const { cluster } = view;
  const labels = new Map(cluster.all().map(({ namespace }) => [namespace, new Map<string, string>()]));
  for (const { name, labels: written } of cluster.list('v1', 'Namespace')) labels.set(name, new Map(written));
  return [...labels]
    .filter(([name, written]) => isSelected(selector, written.set(nameLabel, name)) && view.isWatched(name))
    .map(([name]) => name);
}

/** Without a selector nothing is selected, with an empty one everything. */
function isSelected(selector: unknown, labels: ReadonlyMap<string, string>): boolean {
  if (selector === undefined || selector === null) return false;
  const wanted = [...texts(own(selector, 'matchLabels'))];
  return (
    wanted.every(([key, value]) => labels.get(key) === value) &&
    asList(own(selector, 'matchExpressions')).every((requirement) => {
      const value = labels.get(text(own(requirement, 'key')));
      const isOne = value !== undefined && asList(own(requirement, 'values')).includes(value);
      switch (own(requirement, 'operator')) {
        case 'In':
          return isOne;
        case 'NotIn':
          return !isOne;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
