import { selectionsOf } from '../../check/cluster';
import { isPlainMap, valueAt } from '../../core/base';
import { type FieldPath, type Problem, problemAt, didYouMean } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import type { OpenYurtSpec, OpenYurtWorkload } from '../environment';
import type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput } from './delivery';
import { foreignFields } from './differences';
import { kustomizationText, wayTo } from './kustomization';
import { placeIn, specOf } from './places';

/** The label by which OpenYurt knows the nodes of a pool. */
const poolLabel = 'apps.openyurt.io/nodepool';

/** What `openyurt.io/topologyKeys` of a Service says. */
const topologyKeys = { pool: 'openyurt.io/nodepool', node: 'kubernetes.io/hostname' } as const;

/** A workload with what is said of its pools. */
interface Pooled {
  readonly workload: ApiObjectData;
  readonly spec: OpenYurtWorkload;
}

/**
 * For OpenYurt: its pools, and what runs in more than one of them as a YurtAppSet, in the place of what synth wrote.
 *
 * @see https://openyurt.io/docs/user-manuals/workload/yurt-app-set
 */
export function openYurt(input: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const problems: Problem[] = [];
  const chosen = input.environments.flatMap((environment) => {
    const spec = specOf(environment).openyurt;
    return spec?.pools ? [{ environment, spec, pools: Object.keys(spec.pools) }] : [];
  });
  const [first] = input.environments;
  if (first && chosen.length === 0)
    problems.push(
      problemAt(placeIn(first, ['openyurt', 'pools']), {
        rule: 'delivery-without-pools',
        message: 'No environment says which pools of nodes it has.',
      }),
    );
  for (const { environment, spec, pools } of chosen) {
    const pooled = pooledIn(environment, spec);
    problems.push(...problemsOf(environment, spec, pools, pooled));
    const folder = `${input.output}/openyurt/${environment.name}`;
    for (const [path, file] of filesOf(environment, spec, pooled, folder))
      files.set(`${environment.name}/${path}`, file);
  }
  return { files, problems };
}

function pooledIn({ objects }: DeliveredEnvironment, { workloads = {} }: OpenYurtSpec): readonly Pooled[] {
  return Object.entries(workloads).flatMap(([name, spec]) => {
    const workload = objects.find(({ object }) => isPoolable(object) && object.metadata.name === name);
    return workload ? [{ workload: workload.object, spec }] : [];
  });
}

function isPoolable({ apiVersion, kind }: ApiObjectData): boolean {
  return apiVersion === 'apps/v1' && (kind === 'Deployment' || kind === 'StatefulSet');
}

function filesOf(
  { folder: manifests, files, objects }: DeliveredEnvironment,
  spec: OpenYurtSpec,
  pooled: readonly Pooled[],
  folder: string,
): ReadonlyMap<string, DeliveryFile> {
  const spread = pooled.filter(({ spec: { pools } }) => pools.length > 1);
  const sets = spread.map(yurtAppSet);
  const leadsTo = selectionsOf(objects);
  const annotated = objects.flatMap(({ object }) => {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') return [];
    const reached = leadsTo(object);
    const [topology] = pooled.flatMap(({ workload: { kind, metadata }, spec: { topology: one } }) =>
      one && reached.some((link) => link.kind === kind && link.name === metadata.name) ? [one] : [],
    );
    return topology ? [{ object, annotations: { 'openyurt.io/topologyKeys': topologyKeys[topology] } }] : [];
  });
  const text = kustomizationText({
    resources: [
      ...Array.from(files.keys(), (file) => wayTo(folder, `${manifests}/${file}`)),
      './nodepools.yaml',
      ...(sets.length > 0 ? ['./yurtappsets.yaml'] : []),
    ],
    dropped: spread.map(({ workload }) => workload),
    annotated,
    changed: pooled
      .filter(({ spec: { pools } }) => pools.length === 1)
      .map(({ workload, spec: { pools, tweaks = {} } }) => ({
        object: workload,
        fields: inOnePool(pools[0] ?? '', tweaks[pools[0] ?? '']),
      })),
  });
  return new Map<string, DeliveryFile>([
    ['nodepools.yaml', { objects: nodePools(spec) }],
    ...(sets.length > 0 ? [['yurtappsets.yaml', { objects: sets }] as const] : []),
    ['kustomization.yaml', { text }],
  ]);
}

function nodePools({ pools = {} }: OpenYurtSpec): readonly ApiObjectData[] {
  return Object.entries(pools).map(([name, { type = 'Edge', ...others }]) => ({
    apiVersion: 'apps.openyurt.io/v1beta2',
    kind: 'NodePool',
    metadata: { name },
    spec: { type, ...others },
  }));
}

/** In one pool a workload needs no more than to choose its nodes. */
function inOnePool(
  pool: string,
  tweaks: Partial<NonNullable<OpenYurtWorkload['tweaks']>[string]> = {},
): object {
  const images = Object.entries(tweaks.images ?? {}).map(([name, image]) => ({ name, image }));
  return {
    spec: {
      ...(tweaks.replicas !== undefined && { replicas: tweaks.replicas }),
      template: {
        spec: { nodeSelector: { [poolLabel]: pool }, ...(images.length > 0 && { containers: images }) },
      },
    },
  };
}

function yurtAppSet({ workload, spec: { pools, tweaks = {} } }: Pooled): ApiObjectData {
  const { kind, metadata } = workload;
  const { name, namespace, labels } = metadata;
  const template = { metadata: { ...(labels && { labels }) }, spec: workload['spec'] };
  const workloadTweaks = Object.entries(tweaks).map(([pool, { replicas, images = {} }]) => ({
    pools: [pool],
    tweaks: {
      ...(replicas !== undefined && { replicas }),
      ...(Object.keys(images).length > 0 && {
        containerImages: Object.entries(images).map(([container, targetImage]) => ({
          name: container,
          targetImage,
        })),
      }),
    },
  }));
  return {
    apiVersion: 'apps.openyurt.io/v1beta1',
    kind: 'YurtAppSet',
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }) },
    spec: {
      pools,
      workload: {
        workloadTemplate: {
          [kind === 'Deployment' ? 'deploymentTemplate' : 'statefulSetTemplate']: template,
        },
        ...(workloadTweaks.length > 0 && { workloadTweaks }),
      },
    },
  };
}

function problemsOf(
  environment: DeliveredEnvironment,
  spec: OpenYurtSpec,
  pools: readonly string[],
  pooled: readonly Pooled[],
): readonly Problem[] {
  const objects = environment.objects.map(({ object }) => object);
  const at = (name: string, ...field: FieldPath) =>
    placeIn(environment, ['openyurt', 'workloads', name, ...field]);
  const unknown = (name: string, field: FieldPath, pool: string): Problem => {
    return problemAt(at(name, ...field), {
      rule: 'unknown-pool',
      message: `${environment.name} has no pool "${pool}" in which ${name} runs.`,
      ...didYouMean(pool, pools),
    });
  };
  const named = Object.entries(spec.workloads ?? {}).flatMap(([name, { pools: own, tweaks = {} }]) => {
    const found = pooled.find(({ workload }) => workload.metadata.name === name);
    const known = objects.filter(isPoolable).map(({ metadata }) => metadata.name);
    return [
      ...(found
        ? []
        : [
            problemAt(at(name), {
              rule: 'unknown-pool-workload',
              message: `${environment.name} has no Deployment or StatefulSet "${name}".`,
              ...didYouMean(name, known),
            }),
          ]),
      ...own.filter((pool) => !pools.includes(pool)).map((pool) => unknown(name, ['pools'], pool)),
      ...Object.keys(tweaks)
        .filter((pool) => !own.includes(pool))
        .map((pool) => unknown(name, ['tweaks', pool], pool)),
    ];
  });
  const shared = pooled.flatMap(({ workload, spec: { pools: own } }) =>
    own
      .filter((pool) => spec.pools?.[pool]?.hostNetwork === true)
      .map((pool) =>
        problemAt(at(workload.metadata.name, 'pools'), {
          rule: 'host-network-pool',
          severity: isEnforced(objects, workload) ? 'error' : 'warning',
          message: `Pods of ${workload.metadata.name} share the network of their nodes in the pool "${pool}".`,
        }),
      ),
  );
  const scaled = foreignFields(objects).flatMap(({ kind, name, pointers, owner }) =>
    pooled
      .filter(
        ({ workload, spec: { pools: own } }) =>
          own.length > 1 &&
          workload.kind === kind &&
          workload.metadata.name === name &&
          pointers.includes('/spec/replicas'),
      )
      .map(() =>
        problemAt(at(name), {
          rule: 'two-owners',
          message: `${owner.kind} ${owner.metadata.name} scales ${kind} ${name}, which several pools have copies of under other names.`,
          fix: 'Take the autoscaler away and say replicas in tweaks, or name one pool.',
        }),
      ),
  );
  return [...named, ...shared, ...scaled];
}

/** Whether the namespace of a workload refuses pods that share the network of their nodes. */
function isEnforced(objects: readonly ApiObjectData[], { metadata }: ApiObjectData): boolean {
  const namespace = objects.find(
    ({ apiVersion, kind, metadata: { name } }) =>
      apiVersion === 'v1' && kind === 'Namespace' && name === metadata.namespace,
  );
  const labels = valueAt(namespace?.metadata, 'labels');
  const level = isPlainMap(labels) ? labels['pod-security.kubernetes.io/enforce'] : undefined;
  return level === 'baseline' || level === 'restricted';
}
