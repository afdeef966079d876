import { podMakerOf } from '../../../core/kubernetes';
import { stableJson } from '../../../core/base';
import { type Problem, problemAt, didYouMean } from '../../../core/finding';
import type { ApiObjectData } from '../../../core/manifest';
import type { KarmadaSpec } from '../../environment';
import type { DeliveredEnvironment } from '../delivery';
import { placeIn, specOf } from '../places';
import { type Selected, needsOf } from './needs';
import type { Overriders } from './overriders';
import { clusterOverriders } from './overrides';
import { clustersOf, placementOf } from './placement';
import { scheduling } from './scheduling';
import { unknownWorkload } from './told';

/** Things that go to the same clusters together. */
export interface Group {
  /** The workloads of this name with what they alone need. Absent for what several need, or nobody. */
  readonly workload?: string;
  readonly clusters: readonly string[];
  readonly selected: readonly Selected[];
}

/** What goes where, and how it is there. */
export interface Plan {
  readonly spec: KarmadaSpec;
  readonly clusters: readonly string[];
  readonly groups: readonly Group[];
  /** The clusters that an object goes to. */
  readonly placed: ReadonlyMap<ApiObjectData, readonly string[]>;
  /** What is otherwise in each cluster. */
  readonly overriders: ReadonlyMap<string, ReadonlyMap<ApiObjectData, Overriders>>;
  readonly problems: readonly Problem[];
}

/** What `delivery.karmada` of an environment says of its objects. */
export function planOf(environment: DeliveredEnvironment): Plan {
  const spec = specOf(environment).karmada ?? {};
  const clusters = clustersOf(spec);
  const unknown = unknownNames(environment, spec, clusters);
  const nothing = { spec, clusters, groups: [], placed: new Map(), overriders: new Map() };
  if (clusters.length === 0) {
    const message = `Nothing says which member clusters ${environment.name} is spread over.`;
    const place = placeIn(environment, ['karmada', 'clusters']);
    return { ...nothing, problems: [problemAt(place, { rule: 'delivery-without-clusters', message })] };
  }
  if (unknown.length > 0) return { ...nothing, problems: unknown };

  const groups = new Map<string, Group & { readonly selected: Selected[] }>();
  const placed = new Map<ApiObjectData, readonly string[]>();
  for (const { selected, object, by } of needsOf(environment)) {
    const [workload, ...others] = by;
    const isOwn = workload !== undefined && others.length === 0;
    const to = by.size === 0 ? clusters : unionOf([...by].map((one) => placementOf(spec, one).clusters));
    const key = isOwn ? `workload ${workload}` : `clusters ${to.join(' ')}`;
    const group = groups.get(key) ?? { ...(isOwn && { workload }), clusters: to, selected: [] };
    groups.set(key, group);
    group.selected.push(selected);
    if (object) placed.set(object, to);
  }
  const found = clusters.map((cluster) => {
    const objects = [...placed].filter(([, to]) => to.includes(cluster)).map(([object]) => object);
    return { cluster, ...clusterOverriders({ environment, spec, objects }, cluster) };
  });
  const problems = [...found.flatMap((one) => one.problems), ...scheduling(environment, spec, placed)];
  return {
    spec,
    clusters,
    groups: [...groups.values()],
    placed,
    overriders: new Map(found.map(({ cluster, overriders }) => [cluster, overriders])),
    // What a region says wrong is found in each of its clusters.
    problems: [...new Map(problems.map((one) => [stableJson([one.field, one.message]), one])).values()],
  };
}

function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].toSorted();
}

function unknownNames(
  environment: DeliveredEnvironment,
  spec: KarmadaSpec,
  known: readonly string[],
): readonly Problem[] {
  const { clusters = {}, regions = {}, workloads = {} } = spec;
  const running = environment.objects.map(({ object }) => object).filter(podMakerOf);
  const names = running.map(({ metadata }) => metadata.name);
  const notAmong = (
    field: readonly (string | number)[],
    kind: string,
    name: string,
    candidates: readonly string[],
  ): readonly Problem[] => {
    if (candidates.includes(name)) return [];
    return [
      problemAt(placeIn(environment, field), {
        rule: 'unknown-member-cluster',
        message: `${environment.name} has no ${kind} "${name}".`,
        ...didYouMean(name, candidates),
      }),
    ];
  };
  return [
    ...Object.entries(clusters).flatMap(([cluster, { region }]) =>
      region === undefined
        ? []
        : notAmong(['karmada', 'clusters', cluster, 'region'], 'region', region, Object.keys(regions)),
    ),
    ...Object.entries(workloads).flatMap(([workload, own]) => {
      const field = ['karmada', 'workloads', workload];
      return [
        ...(names.includes(workload)
          ? []
          : [unknownWorkload(environment, { value: own, field }, workload, names)]),
        ...(own.clusters ?? []).flatMap((cluster, index) =>
          notAmong([...field, 'clusters', index], 'member cluster', cluster, known),
        ),
      ];
    }),
  ];
}
