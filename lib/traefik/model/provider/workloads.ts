import { asList, isEqual, own } from '../../../core/base';
import { podTemplateOf } from '../../../core/kubernetes/pod-makers';
import type { ClusterObject } from './cluster';
import { texts } from './read';

/** What is read of a pod template; of all else a model knows nothing. */
interface Pod {
  readonly labels: ReadonlyMap<string, string>;
  readonly ports: readonly unknown[];
}

/** A pod template as it came, and the namespace of its pods. */
interface Placed {
  readonly namespace: string;
  readonly template: unknown;
}

/** Pod templates by what Services select them with: of each only the labels are read that one selects by. */
export class Workloads {
  private readonly pods: readonly Placed[];
  private readonly byLabel = new Map<string, ReadonlyMap<string, readonly Placed[]>>();

  /** @param workloads what makes pods, the first of which win */
  constructor(workloads: readonly ClusterObject[]) {
    this.pods = workloads.map(({ namespace, value }) => ({ namespace, template: podTemplateOf(value) }));
  }

  /** The container port of a name in the pods that a selector selects. */
  port(namespace: string, selector: ReadonlyMap<string, string>, name: string): unknown {
    for (const { template } of this.fewest(namespace, selector)) {
      if (![...selector].every(([key, value]) => own(labelsOf(template), key) === value)) continue;
      const match = portsOf(template).find((candidate) => own(candidate, 'name') === name);
      if (match !== undefined) return own(match, 'containerPort');
    }
    return undefined;
  }

  /** The pods of that label of a selector which fewest have. */
  private fewest(namespace: string, selector: ReadonlyMap<string, string>): readonly Placed[] {
    let fewest: readonly Placed[] | undefined;
    for (const [key, value] of selector) {
      const pods = this.with(key).get(valueKey(namespace, value)) ?? [];
      if (!fewest || pods.length < fewest.length) fewest = pods;
    }
    return fewest ?? [];
  }

  /** The pods that have a label, by its value. */
  private with(label: string): ReadonlyMap<string, readonly Placed[]> {
    const known = this.byLabel.get(label);
    if (known) return known;
    const byValue = new Map<string, Placed[]>();
    for (const pod of this.pods) {
      const value = own(labelsOf(pod.template), label);
      if (typeof value !== 'string') continue;
      const key = valueKey(pod.namespace, value);
      const pods = byValue.get(key);
      if (pods) pods.push(pod);
      else byValue.set(key, [pod]);
    }
    this.byLabel.set(label, byValue);
    return byValue;
  }
}

/** The pods of an object that makes some. */
export function podOf(workload: unknown): Pod {
  const template = podTemplateOf(workload);
  return { labels: texts(labelsOf(template)), ports: portsOf(template) };
}

function labelsOf(template: unknown): unknown {
  return own(own(template, 'metadata'), 'labels');
}

function portsOf(template: unknown): readonly unknown[] {
  const containers = asList(own(own(template, 'spec'), 'containers'));
  return containers.flatMap((container) => asList(own(container, 'ports')));
}

/**
 * Whether models of two lists of objects answer alike: where objects differ, they are workloads of one name at one place,
 * with the same ports and the same of the labels by which Services select.
 */
export function areReadAlike(some: readonly unknown[], others: readonly unknown[]): boolean {
  if (some.length !== others.length) return false;
  const differing: (readonly [unknown, unknown])[] = [];
  for (const [place, one] of some.entries()) {
    const other = others[place];
    if (isEqual(one, other)) continue;
    if (podTemplateOf(one) === undefined || !isEqual(identityOf(one), identityOf(other))) return false;
    differing.push([one, other]);
  }
  const selecting = new Set(some.flatMap(selectingLabels));
  return differing.every(([one, other]) => {
    const [pod, another] = [podOf(one), podOf(other)];
    return (
      isEqual(pod.ports, another.ports) &&
      [...selecting].every((label) => pod.labels.get(label) === another.labels.get(label))
    );
  });
}

function identityOf(object: unknown): readonly unknown[] {
  const metadata = own(object, 'metadata');
  return [own(object, 'apiVersion'), own(object, 'kind'), own(metadata, 'namespace'), own(metadata, 'name')];
}

/** Names of the labels by which a Service selects. */
function selectingLabels(object: unknown): readonly string[] {
  return own(object, 'kind') === 'Service' ? [...texts(own(own(object, 'spec'), 'selector')).keys()] : [];
}

function valueKey(namespace: string, value: string): string {
  return `${namespace}\0${value}`;
}
