import { type Outcome, carried, lost } from '../outcome';
import type { ServiceSource } from '../source';

/** Labels of Kubernetes that say what Swarm knows of a node. */
const nodeLabels: Readonly<Record<string, string>> = {
  'node.hostname': 'kubernetes.io/hostname',
  'node.platform.os': 'kubernetes.io/os',
  'node.platform.arch': 'kubernetes.io/arch',
};
const architectures: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

/** Where the tasks of a service run. */
export function* placement({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const { constraints = [], preferences, max_replicas_per_node: most } = spec.deploy?.placement ?? {};
  for (const [index, constraint] of constraints.entries()) {
    const path = at('deploy', 'placement', 'constraints', index);
    const [, key = '', value = ''] = /^\s*([\w.-]+?)\s*==\s*(\S+)\s*$/.exec(constraint) ?? [];
    const label = nodeLabels[key] ?? /^node\.labels\.(.+)$/.exec(key)?.[1];
    if (label === undefined) {
      yield lost('CM060', path, {
        message: `No label of a node says ${JSON.stringify(constraint)}.`,
        fix: 'Write placement.nodeSelector or placement.affinity.',
      });
    } else {
      const wanted = label === 'kubernetes.io/arch' ? (architectures[value] ?? value) : value;
      yield carried(path, to('placement', 'nodeSelector', label), wanted);
    }
  }
  if (preferences) {
    yield lost('CM060', at('deploy', 'placement', 'preferences'), {
      message: 'Pods spread over zones and nodes by themselves.',
      severity: 'info',
    });
  }
  if (most !== undefined) {
    yield lost('CM060', at('deploy', 'placement', 'max_replicas_per_node'), {
      fix: 'Write placement.nodes: hard, which allows one pod more on a node than on any other.',
    });
  }
}
