import { asList, own } from '../../../core/base';
import { texts } from './read';

/** A pod template of a workload: its labels, and the ports of its containers. */
interface PodTemplate {
  readonly labels: ReadonlyMap<string, string>;
  readonly ports: readonly unknown[];
}

/** Pod templates by what Services select them with. */
export class Workloads {
  private readonly byLabel = new Map<string, PodTemplate[]>();

  /** @param workloads objects with a pod template, the first of which win */
  constructor(workloads: Iterable<{ readonly namespace: string; readonly value: unknown }>) {
    for (const { namespace, value } of workloads) {
      const template = own(own(value, 'spec'), 'template');
      const labels = texts(own(own(template, 'metadata'), 'labels'));
      const containers = asList(own(own(template, 'spec'), 'containers'));
      const pod = { labels, ports: containers.flatMap((container) => asList(own(container, 'ports'))) };
      for (const label of labels) {
        const key = labelKey(namespace, label);
        const pods = this.byLabel.get(key);
        if (pods) pods.push(pod);
        else this.byLabel.set(key, [pod]);
      }
    }
  }

  /** The container port of a name in the pods that a selector selects. */
  port(namespace: string, selector: ReadonlyMap<string, string>, name: string): unknown {
    const byLabel = Array.from(selector, (label) => this.byLabel.get(labelKey(namespace, label)) ?? []);
    const [fewest = []] = byLabel.toSorted((a, b) => a.length - b.length);
    for (const { labels, ports } of fewest) {
      if (![...selector].every(([key, value]) => labels.get(key) === value)) continue;
      const match = ports.find((candidate) => own(candidate, 'name') === name);
      if (match !== undefined) return own(match, 'containerPort');
    }
    return undefined;
  }
}

function labelKey(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace}\0${key}\0${value}`;
}
