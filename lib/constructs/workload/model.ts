import { type ImageReference, parseImage } from '../../core/kubernetes';
import { type HeldFile, dataOf, holdFiles } from './inline-files';
import { type SelectorLabels, imageVersion, objectLabels, selectorLabels } from './labels';
import { type ServicePort, resolvePorts } from './ports';
import { type Resources, resolveResources } from './resources';
import { type ReplicaRange, resolveReplicas } from './scaling';
import { type Shutdown, resolveShutdown } from './shutdown';
import type { GoPodSpec, GoServiceSpec } from './spec';
import { type VolumeMount, resolveMounts } from './volumes';

/** A ConfigMap or Secret that the program brings along. */
export interface OwnedData {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The field of the spec that it is made of. */
  readonly field: readonly ['config' | 'secrets', 'files' | 'env'];
  readonly data: Readonly<Record<string, string>>;
  readonly files: readonly HeldFile[];
}

/** What is read of services and jobs alike; volume claims are of services alone. */
export type PodParts = GoPodSpec & Pick<GoServiceSpec, 'networkPolicy' | 'volumeClaims'>;

/** A program in a pod with all defaults filled in; objects and checks are made from it. */
export interface PodModel {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: PodParts;
  readonly image?: ImageReference;
  readonly version?: string;
  readonly environment?: string;
  readonly ports: ReadonlyMap<string, ServicePort>;
  readonly selector: SelectorLabels;
  readonly labels: Readonly<Record<string, string>>;
  readonly resources: Resources;
  readonly owned: readonly OwnedData[];
  readonly mounts: readonly VolumeMount[];
}

/** A service with all defaults filled in. */
export interface ServiceModel extends PodModel {
  readonly spec: GoServiceSpec;
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly replicas: ReplicaRange;
  readonly shutdown: Shutdown;
}

/** What a model is made from beside the spec. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace?: string;
  readonly environment?: string;
}

/** Fills in the defaults of a service. */
export function resolveService(spec: GoServiceSpec, identity: PodIdentity): ServiceModel {
  const kind =
    spec.kind ??
    (spec.volumeClaims && Object.keys(spec.volumeClaims).length > 0 ? 'StatefulSet' : 'Deployment');
  return {
    ...resolvePod(spec, identity),
    spec,
    kind,
    ports: resolvePorts(spec.ports),
    replicas: resolveReplicas(spec, kind),
    shutdown: resolveShutdown(spec.shutdown),
  };
}

/** Fills in the defaults that services and jobs have in common. */
export function resolvePod(spec: PodParts, identity: PodIdentity): PodModel {
  const { name } = identity;
  const image = parseImage(spec.image);
  const selector = selectorLabels(name, spec.instance);
  const owned = ownedData(spec, name);
  return {
    ...identity,
    spec,
    image,
    version: spec.version ?? imageVersion(image),
    ports: new Map(),
    selector,
    labels: objectLabels(spec, selector),
    resources: resolveResources(spec.resources, spec.placement?.accelerators),
    owned,
    mounts: resolveMounts(
      spec,
      owned.map(({ kind: owner, name, files }) => ({
        kind: owner === 'Secret' ? 'secret' : 'configMap',
        name,
        files,
      })),
    ),
  };
}

function ownedData({ config = {}, secrets = {} }: GoPodSpec, name: string): readonly OwnedData[] {
  const all: readonly OwnedData[] = [
    ownedFiles('ConfigMap', `${name}-config`, ['config', 'files'], config.files),
    ownedVariables('ConfigMap', `${name}-env`, ['config', 'env'], config.env),
    ownedFiles('Secret', `${name}-files`, ['secrets', 'files'], secrets.files),
    ownedVariables('Secret', `${name}-secret-env`, ['secrets', 'env'], secrets.env),
  ];
  return all.filter(({ data }) => Object.keys(data).length > 0);
}

type OwnedField = OwnedData['field'];
type Files = NonNullable<GoPodSpec['config']>['files'];
type Values = NonNullable<GoPodSpec['config']>['env'];

function ownedFiles(kind: OwnedData['kind'], name: string, field: OwnedField, declared: Files): OwnedData {
  const files = holdFiles(declared);
  return { kind, name, field, files, data: dataOf(files) };
}

function ownedVariables(
  kind: OwnedData['kind'],
  name: string,
  field: OwnedField,
  values: Values = {},
): OwnedData {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
  return { kind, name, field, files: [], data };
}
