import { asList, asMap } from '../../core/base';
import { type Json, compact, nonEmpty } from './json';
import { type Affinity, type PodSpec, type TopologySpreadConstraint, asWritten } from './kubernetes';
import type { SelectorLabels } from './labels';
import type { PlacementSpec, Spread, TolerationSpec } from './spec';

/** What placement needs to know of the workload. */
export interface Placed {
  readonly selector: SelectorLabels;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  /** Whether more than one replica can be. */
  readonly several: boolean;
}

type PodPlacement = Pick<
  PodSpec,
  | 'nodeSelector'
  | 'affinity'
  | 'tolerations'
  | 'topologySpreadConstraints'
  | 'priorityClassName'
  | 'runtimeClassName'
>;

/** The fields of a pod that say where it may run. */
export function podPlacement(spec: PlacementSpec = {}, placed: Placed): PodPlacement {
  const { arch, nodePool, nodeSelector, tolerations = [], accelerators = {} } = spec;
  const arches = arch === undefined ? [] : typeof arch === 'string' ? [arch] : arch;
  return {
    nodeSelector: nonEmpty({
      ...(arches.length === 1 && arches[0] !== undefined && { 'kubernetes.io/arch': arches[0] }),
      ...(nodePool && { [nodePool.label ?? 'apps.openyurt.io/nodepool']: nodePool.name }),
      ...nodeSelector,
    }),
    affinity: nonEmpty(
      asWritten<Affinity>(
        arches.length > 1 ? withArches(spec.affinity ?? {}, arches) : (spec.affinity ?? {}),
      ),
    ),
    tolerations: nonEmpty([...tolerations, ...Object.keys(accelerators).map(tolerateDevice)]),
    topologySpreadConstraints: nonEmpty(spreadConstraints(spec, placed)),
    priorityClassName: spec.priorityClassName,
    runtimeClassName: spec.runtimeClassName,
  };
}

/** Nodes with devices are usually kept free by a taint with the resource's name. */
function tolerateDevice(key: string): TolerationSpec {
  return { key, operator: 'Exists', effect: 'NoSchedule' };
}

function spreadConstraints(
  { zones, nodes }: PlacementSpec,
  placed: Placed,
): readonly TopologySpreadConstraint[] {
  const wanted = (spread: Spread | undefined): Spread => spread ?? (placed.several ? 'soft' : 'off');
  return [
    ...spreadOver('topology.kubernetes.io/zone', wanted(zones), placed),
    ...spreadOver('kubernetes.io/hostname', wanted(nodes), placed),
  ];
}

function spreadOver(
  topologyKey: string,
  spread: Spread,
  { selector, kind }: Placed,
): readonly TopologySpreadConstraint[] {
  if (spread === 'off') return [];
  return [
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: spread === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: selector },
      // Without it the pods of the old version count during a rollout, and the new ones end up unevenly.
      ...(kind === 'Deployment' && { matchLabelKeys: ['pod-template-hash'] }),
    },
  ];
}

/** Node selector terms are alternatives, so each of them has to demand the architecture. */
function withArches(affinity: Json, values: readonly string[]): Json {
  const nodeAffinity = asMap(affinity['nodeAffinity']);
  const required = asMap(nodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']);
  const terms = asList(required['nodeSelectorTerms']);
  const demand = { key: 'kubernetes.io/arch', operator: 'In', values };
  return compact({
    ...affinity,
    nodeAffinity: {
      ...nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: (terms.length > 0 ? terms : [{}]).map((term) => ({
          ...asMap(term),
          matchExpressions: [...asList(asMap(term)['matchExpressions']), demand],
        })),
      },
    },
  });
}
