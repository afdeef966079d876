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
    for (const { labels, ports } of this.fewest(namespace, selector)) {
      if (![...selector].every(([key, value]) => labels.get(key) === value)) continue;
      const match = ports.find((candidate) => own(candidate, 'name') === name);
      if (match !== undefined) return own(match, 'containerPort');
    }
    return undefined;
  }

  /** The pods of that label of a selector which fewest have. */
  private fewest(namespace: string, selector: ReadonlyMap<string, string>): readonly PodTemplate[] {
    let fewest: readonly PodTemplate[] | undefined;
    for (const label of selector) {
      const pods = this.byLabel.get(labelKey(namespace, label)) ?? [];
      if (!fewest || pods.length < fewest.length) fewest = pods;
    }
    return fewest ?? [];
  }
}

function labelKey(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace}\0${key}\0${value}`;
}
